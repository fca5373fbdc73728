// Histories of alliances move from store to store, and nobody can tell from what they read where they are.
import {
  actor,
  charterPresets,
  contributions,
  enteredBy,
  eventSchemas,
  upcasters,
  type AnyCommand,
} from '@lianxi/alliance'
import { anyHistory, historyAllianceId, playHistory, world } from '@lianxi/alliance/testing'
import {
  canonicalText,
  codec,
  exportHistory,
  hear,
  importHistory,
  memoryStore,
  memoryViewStore,
  metadataSchema,
  streamParts,
  verify,
  type EventStore,
  type Imported,
} from '@lianxi/event-sourcing'
import { openEventStoreDBStore } from '@lianxi/eventstoredb-store'
import { startDouble, type EventStoreDBDouble } from '@lianxi/eventstoredb-store/testing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import * as fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEngine, type Engine } from './engine.js'
import type { CommandContext } from './request.js'
import { convenor, hospital, minute, spaces, speaksFor, uuid } from './test-alliance.js'

const patience = 120_000
const folder = mkdtempSync(join(tmpdir(), 'lianxi-moving-'))
let double: EventStoreDBDouble
beforeAll(async () => {
  double = await startDouble()
})
afterAll(async () => {
  await double.close()
  rmSync(folder, { recursive: true })
})

let places = 0

/** Opens stores on one new file. */
function sqlitePlace(): () => EventStore {
  const path = join(folder, `${++places}.db`)
  return () => openSqliteStore(path)
}

/** Opens stores on one new namespace of the server. */
function serverPlace(): () => EventStore {
  const options = { connectionString: double.connectionString, namespace: `house${++places}` }
  return () => openEventStoreDBStore(options)
}

async function linesOf(store: EventStore): Promise<readonly string[]> {
  const lines: string[] = []
  for await (const line of exportHistory(store)) lines.push(line)
  return lines
}

async function moveInto(store: EventStore, lines: readonly string[]): Promise<Imported> {
  const open = async function* () {
    yield* lines
  }
  return importHistory(store, { open })
}

/** Begins to move lines into a store, and stops at one of those that are read to be appended. */
async function breakOff(store: EventStore, lines: readonly string[], at: number): Promise<void> {
  const stop = new AbortController()
  let left = lines.length + (at % lines.length)
  const open = async function* () {
    for (const line of lines) {
      if (left-- === 0) stop.abort()
      yield line
    }
  }
  await expect(importHistory(store, { open, signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' })
}

/** What an engine shows of the alliance of generated histories. */
async function shownBy(engine: Engine): Promise<object> {
  const options = { allianceId: historyAllianceId }
  const [ledger, seen] = [await engine.view(contributions, options), await engine.view(world, options)]
  return { ledger: canonicalText(ledger), seen: canonicalText(seen), verified: await engine.verify() }
}

describe('any history, moved from memory to SQLite, to EventStoreDB or back', () => {
  it(
    'has the same lines, views and verification there, also where the move was broken off',
    { timeout: patience },
    async () => {
      await fc.assert(
        fc.asyncProperty(anyHistory({ minLength: 20, maxLength: 60 }), fc.nat(), async (history, brokenOff) => {
          const store = memoryStore()
          const engine = await playHistory(history, (clock) => openEngine({ store, views: [world], clock }))
          const [lines, shown] = [await linesOf(store), await shownBy(engine)]
          for (const open of [sqlitePlace(), serverPlace(), memoryStore]) {
            const moved = open()
            await breakOff(moved, lines, brokenOff)
            await moveInto(moved, lines)
            expect(await linesOf(moved)).toEqual(lines)
            const there = await openEngine({ store: moved, viewStore: memoryViewStore(), views: [world] })
            expect(await shownBy(there)).toEqual(shown)
            await there.close()
          }
          await engine.close()
        }),
        { seed: 20170701, numRuns: 6 },
      )
    },
  )
})

describe('two programs that move the same history into one store at once', () => {
  it.each([
    ['a file', () => sqlitePlace()],
    ['a server', () => serverPlace()],
  ])('store it once, in its order: %s', { timeout: patience }, async (_what, place) => {
    const [history = []] = fc.sample(anyHistory({ minLength: 120, maxLength: 120 }), { seed: 20170701, numRuns: 1 })
    const source = memoryStore()
    await playHistory(history, (clock) => openEngine({ store: source, views: [world], clock }))
    const lines = await linesOf(source)
    const open = place()
    const [one, other] = [open(), open()]
    const moves = await Promise.all([moveInto(one, lines), moveInto(other, lines)])
    expect(moves.reduce((sum, { appended }) => sum + appended, 0)).toBe(lines.length - 2)
    expect(await linesOf(one)).toEqual(lines)
    await one.close()
    await other.close()
  })
})

const alliances = Array.from({ length: 1_000 }, (_, number) => uuid('a', 1 + number))

/** Each alliance is founded, admits a unit, and is lent some parking spaces. */
const asked: readonly ((number: number) => { by: CommandContext['actor']; command: AnyCommand })[] = [
  (number) => ({
    by: convenor,
    command: {
      type: 'FoundAlliance',
      data: { name: `联盟 ${number}`, timeZone: 'Asia/Shanghai', charter: charterPresets['robert-majority'] },
    },
  }),
  (number) => ({
    by: convenor,
    command: {
      type: 'AdmitUnit',
      data: { unitId: hospital, code: 'U02', name: `unit ${number}`, kind: 'residentUnit', seat: 'voting' },
    },
  }),
  (number) => ({
    by: speaksFor(hospital),
    command: {
      type: 'ListOffer',
      data: { resourceId: uuid('d', 1 + number), kind: 'venue', title: '夜间车位', quantity: spaces(`${1 + number}`) },
    },
  }),
]

async function foundAlliances(store: EventStore): Promise<void> {
  let ids = 0
  const engine = await openEngine({ store, clock: () => minute(59), ids: () => uuid('f', ++ids) })
  for (const [index, ask] of asked.entries()) {
    await Promise.all(
      alliances.map((allianceId, number) => {
        const { by, command } = ask(number)
        return engine.execute(command, { allianceId, actor: by, occurredAt: minute(index) })
      }),
    )
  }
  await engine.settle()
  await engine.close()
}

/** The contributions of every alliance, folded in one reading. */
async function allContributions(store: EventStore): Promise<ReadonlyMap<string, string>> {
  const texts = codec({ events: eventSchemas, upcasters, metadata: metadataSchema(actor, enteredBy) })
  const states = new Map<string, ReturnType<typeof contributions.initialState>>()
  for await (const batch of store.readAll()) {
    for (const recorded of batch) {
      const { partition } = streamParts(recorded.stream)
      const state = states.get(partition) ?? contributions.initialState()
      hear(contributions, { recorded, codec: texts }, state)
      states.set(partition, state)
    }
  }
  return new Map([...states].map(([partition, state]) => [partition, canonicalText(state)]))
}

describe('a thousand alliances', () => {
  it('move from SQLite to EventStoreDB and back with the same bytes and views', { timeout: patience }, async () => {
    const path = join(folder, 'alliances.db')
    await foundAlliances(openSqliteStore(path))
    const home = openSqliteStore(path)
    const lines = await linesOf(home)
    const shown = await allContributions(home)
    const verified = await verify(home)
    await home.close()
    expect(shown.size).toBe(1_000)
    expect(verified).toMatchObject({ broken: [], streams: 2_000 })

    let moving = lines
    for (const open of [serverPlace(), sqlitePlace()]) {
      const moved = open()
      await moveInto(moved, moving)
      moving = await linesOf(moved)
      expect(moving).toEqual(lines)
      expect(await allContributions(moved)).toEqual(shown)
      expect(await verify(moved)).toEqual(verified)
      await moved.close()
    }
  })
})
