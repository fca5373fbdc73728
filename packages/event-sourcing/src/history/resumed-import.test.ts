import { beforeAll, describe, expect, it } from 'vitest'
import type { EventStore } from '../stores/event-store.js'
import { memoryStore } from '../stores/memory-store.js'
import { toStreamName } from '../terms/stream.js'
import { collect, uuid } from '../testing/hall-bench.js'
import { linesOf, storeWithHalls } from '../testing/halls.js'
import { importHistory } from './import-history.js'
import { failingStore, opening, sealed, streamOf } from '../testing/history-bench.js'

let whole: readonly string[]
beforeAll(async () => {
  whole = await linesOf(await storeWithHalls())
})

const north = toStreamName('hall-north.1')
const south = toStreamName('hall-south.2')

function commandOf(line = ''): unknown {
  return (JSON.parse(line) as { metadata?: { commandId: string } }).metadata?.commandId
}

async function heldIn(store: EventStore): Promise<readonly string[]> {
  return (await linesOf(store)).slice(1, -1)
}

/** The hash of the last event that a stream holds of the history. */
async function lastHash(store: EventStore, stream: typeof north): Promise<string> {
  return (await collect(store.readStream(stream))).at(-1)?.hash ?? ''
}

describe('an import that is broken off', () => {
  it.each([1, 4, 256])(
    'after any append goes on from there, and stores nothing twice: %i at once',
    async (together) => {
      for (let at = 1; at <= 18; at++) {
        const store = failingStore({ at, together })
        await expect(importHistory(store, { open: opening(whole) })).rejects.toThrow('the power is gone')
        const held = await heldIn(store)
        expect(held).toEqual(whole.slice(1, 1 + held.length))
        expect(await importHistory(store, { open: opening(whole) })).toMatchObject({ appended: 21 - held.length })
        expect(await linesOf(store)).toEqual(whole)
        expect(await importHistory(store, { open: opening(whole) })).toMatchObject({ events: 21, appended: 0 })
      }
    },
  )
  it.each([1, 4])(
    'by its signal, at any line, has stored no half command and goes on: %i at once',
    async (together) => {
      for (let last = 1; last < 2 * whole.length; last++) {
        const stop = new AbortController()
        const store = failingStore({ together })
        let read = 0
        const open = async function* () {
          for (const line of whole) {
            yield line
            if (++read === last) stop.abort()
          }
        }
        const importing = importHistory(store, { open, signal: stop.signal })
        await expect(importing).rejects.toMatchObject({ name: 'AbortError' })
        const held = await heldIn(store)
        expect(held).toEqual(whole.slice(1, 1 + held.length))
        if (held.length > 0) expect(commandOf(whole[held.length + 1])).not.toBe(commandOf(whole[held.length]))
        await importHistory(store, { open: opening(whole) })
        expect(await linesOf(store)).toEqual(whole)
      }
    },
  )
  it('closes what it had opened', async () => {
    let open = 0
    const lines = async function* () {
      open += 1
      try {
        yield* whole
      } finally {
        open -= 1
      }
    }
    await expect(importHistory(failingStore({ at: 3 }), { open: lines })).rejects.toThrow('the power is gone')
    await expect(importHistory(memoryStore(), { open: lines, signal: AbortSignal.abort() })).rejects.toThrow()
    expect(open).toBe(0)
  })
})

describe('a store', () => {
  it.each([1, 4])(
    'that three import into at once holds the history once, in its order: %i at once',
    async (together) => {
      const store = failingStore({ together })
      const imported = await Promise.all([1, 2, 3].map(() => importHistory(store, { open: opening(whole) })))
      expect(imported.reduce((sum, { appended }) => sum + appended, 0)).toBe(21)
      expect(store.count()).toBeGreaterThan(18)
      expect(await linesOf(store)).toEqual(whole)
    },
  )
  it('that went on behind the history takes it again, and adds nothing', async () => {
    const store = await storeWithHalls()
    const next = sealed(north, 7, { previous: await lastHash(store, north) })
    await store.append(north, [next], 6)
    expect(await importHistory(store, { open: opening(whole) })).toMatchObject({ appended: 0 })
    expect(await heldIn(store)).toHaveLength(22)
  })
  it('that went on otherwise is named by the line that it contradicts, before anything is appended', async () => {
    const store = failingStore()
    const open = opening(whole)
    await store.append(south, [sealed(south, 0)], 'no-stream')
    const line = whole.findIndex((text) => streamOf(text) === south) + 1
    const reason = `the store holds another event 0 of ${south}`
    const refused = { code: 'history-refused', details: { line, path: 'id', reason } }
    await expect(importHistory(store, { open })).rejects.toMatchObject(refused)
    // longer than the history has it
    for (let revision = 1; revision < 9; revision++) {
      const previous = await lastHash(store, south)
      await store.append(south, [sealed(south, revision, { previous })], revision - 1)
    }
    const last = whole.findLastIndex((text) => streamOf(text) === south) + 1
    await expect(importHistory(store, { open })).rejects.toMatchObject({ details: { line: last, path: 'id' } })
    expect(store.count()).toBe(9)
  })
  it('in which another stream has an id of the history takes nothing of it', async () => {
    const store = failingStore()
    const { id } = JSON.parse(whole[3] ?? '') as { id: string }
    await store.append(toStreamName('hall-west.9'), [sealed(toStreamName('hall-west.9'), 0, { id })], 'no-stream')
    const importing = importHistory(store, { open: opening(whole) })
    await expect(importing).rejects.toMatchObject({ details: { line: 4, path: 'id', reason: 'another event has it' } })
    expect(store.count()).toBe(1)
  })
  it('in which another partition has an id of one that is imported alone refuses that line, when it comes to it', async () => {
    const store = memoryStore()
    const only = await linesOf(await storeWithHalls(), { partition: 'north' })
    const { id } = JSON.parse(only[2] ?? '') as { id: string }
    await store.append(south, [sealed(south, 0, { id })], 'no-stream')
    const importing = importHistory({ ...store, appendsTogether: 1 }, { open: opening(only) })
    await expect(importing).rejects.toMatchObject({ code: 'history-refused', details: { line: 3, path: 'id' } })
    expect(await linesOf(store, { partition: 'north' })).toHaveLength(3)
  })
  it('whose own chains do not hold takes no history', async () => {
    const store = failingStore()
    await store.append(north, [{ ...sealed(north, 0), hash: uuid(1) }], 'no-stream')
    await expect(importHistory(store, { open: opening(whole) })).rejects.toMatchObject({ code: 'chain-broken' })
    expect(store.count()).toBe(1)
  })
  it('that somebody writes to meanwhile is named by the line that came too late', async () => {
    const store = memoryStore()
    let appends = 0
    const busy = {
      ...store,
      appendsTogether: 1,
      async append(...append: Parameters<EventStore['append']>) {
        appends += 1
        if (appends === 2) await store.append(south, [sealed(south, 0)], 'no-stream')
        await store.append(...append)
      },
    }
    const importing = importHistory(busy, { open: opening(whole) })
    await expect(importing).rejects.toMatchObject({ code: 'history-refused', details: { line: 3, path: 'id' } })
  })
})

it('a file that is another one when it is read again is refused where that shows', async () => {
  const other = await linesOf(memoryStore())
  const [north] = [await linesOf(await storeWithHalls(), { partition: 'north' })]
  for (const second of [other, north]) {
    const files = [whole, second]
    const open = () => opening(files.shift() ?? [])()
    await expect(importHistory(memoryStore(), { open })).rejects.toMatchObject({
      code: 'history-refused',
      details: { line: second.length, path: 'checksum' },
    })
  }
})
