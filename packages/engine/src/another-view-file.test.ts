// The file of views beside a store: it was lost, or it was made beside another store.
import { contributions, type AnyCommand, type EventData, type UnitId } from '@lianxi/alliance'
import {
  exportHistory,
  importHistory,
  memoryStore,
  memoryViewStore,
  type EventStore,
  type Reaction,
} from '@lianxi/event-sourcing'
import { openEventStoreDBStore } from '@lianxi/eventstoredb-store'
import { startDouble } from '@lianxi/eventstoredb-store/testing'
import { openSqliteStore, openSqliteViewStore } from '@lianxi/sqlite-store'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { EngineOptions } from './options.js'
import {
  accept,
  allianceId,
  chunyuan,
  deliver,
  found,
  hospital,
  offer,
  sitDown,
  speaksFor,
  uuid,
  wall,
  type Table,
} from './test-alliance.js'
import { withFolder } from './test-folder.js'

interface Folder {
  readonly file: (name: string) => string
  /** Sits down on a store, each time with the same view file beside it. */
  sit(store: EventStore, options?: Partial<EngineOptions>): Promise<Table>
  /** As when a disk is changed. */
  loseViews(): void
}

function inFolder(test: (folder: Folder) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    const [clock, files] = [wall(), new Set<{ close(): Promise<void> }>()]
    const views = join(folder, 'views.db')
    try {
      await test({
        file: (name) => join(folder, name),
        async sit(store, options = {}) {
          const viewStore = openSqliteViewStore(views)
          files.add(viewStore)
          return sitDown({ store, viewStore, wall: clock, ...options })
        },
        loseViews: () => rmSync(views),
      })
    } finally {
      for (const file of files) await file.close()
    }
  })
}

/** The school's claim is accepted, and no reaction has run yet. */
async function acceptedClaim(table: Table): Promise<void> {
  await found(table)
  await offer(table)
  await accept(table)
}

async function move(from: EventStore, to: EventStore): Promise<void> {
  const lines: string[] = []
  for await (const line of exportHistory(from)) lines.push(line)
  await importHistory(to, {
    open: async function* () {
      yield* lines
    },
  })
}

/** An alliance that was moved to two files, and the view file that stood beside it. Returns how to open the files. */
async function rehearsedMove({ file, sit }: Pick<Folder, 'file' | 'sit'>): Promise<(name: string) => EventStore> {
  const at = (name: string) => openSqliteStore(file(name))
  const origin = at('origin.db')
  const table = await sit(origin, { viewStore: memoryViewStore() })
  await found(table)
  for (const name of ['rehearsal.db', 'real.db']) {
    const to = at(name)
    await move(origin, to)
    await to.close()
  }
  await table.engine.close()
  return at
}

async function raise({ say }: Table, unit: UnitId, number: number): Promise<void> {
  const data = { issueId: uuid('e', number), channel: 'meeting', urgency: 'ordinary', category: 'parking' } as const
  await say(speaksFor(unit), { type: 'RaiseIssue', data: { ...data, title: 'no place at night' } })
}

describe('after the view file of a store was lost', () => {
  it('reactions that begin at the start answer what was left undone, once, and do nothing else again', () =>
    inFolder(async ({ file, sit, loseViews }) => {
      const before = await sit(openSqliteStore(file('events.db')))
      await acceptedClaim(before)
      await before.engine.close()
      loseViews()

      const again = await sit(openSqliteStore(file('events.db')), { reactionsFrom: 'start' })
      await again.engine.settle()
      expect(await again.heard('PledgeOpened')).toHaveLength(1)
      await deliver(again, '30')
      await again.engine.settle()
      const history = await again.history()
      await again.engine.close()
      loseViews()

      const third = await sit(openSqliteStore(file('events.db')), { reactionsFrom: 'start' })
      await third.engine.settle()
      expect(await third.engine.parked()).toEqual([])
      expect(await third.history()).toEqual(history)
      await third.engine.close()
    }))
  it('the others begin at the end, and leave it undone', () =>
    inFolder(async ({ file, sit, loseViews }) => {
      const before = await sit(openSqliteStore(file('events.db')))
      await acceptedClaim(before)
      await before.engine.close()
      loseViews()
      const again = await sit(openSqliteStore(file('events.db')))
      await again.engine.settle()
      expect(await again.heard('PledgeOpened')).toEqual([])
      await again.engine.close()
    }))
  it('a beginning that there is not is refused', () =>
    inFolder(async ({ file, sit }) => {
      const store = openSqliteStore(file('events.db'))
      await expect(sit(store, { reactionsFrom: 'end' as never })).rejects.toMatchObject({
        code: 'invalid-input',
        details: { what: 'openEngine', path: 'reactionsFrom' },
      })
      await store.close()
    }))
})

describe('a view file that was made beside another store', () => {
  it('shows no figure twice where the history moved within one server', { timeout: 30_000 }, () =>
    inFolder(async ({ sit }) => {
      const double = await startDouble()
      const open = (namespace: string) =>
        openEventStoreDBStore({ connectionString: double.connectionString, namespace })
      const trial = await sit(open('trial'))
      await acceptedClaim(trial)
      const shown = await trial.engine.view(contributions, { allianceId })
      expect(Object.keys(shown.units)).toHaveLength(4)
      await trial.engine.close()
      const [from, to] = [open('trial'), open('real')]
      await move(from, to)
      await from.close()

      const real = await sit(to)
      expect(await real.engine.view(contributions, { allianceId })).toEqual(shown)
      await real.engine.settle()
      expect(await real.heard('PledgeOpened')).toHaveLength(1)
      await real.engine.close()
      const late = open('trial')
      await expect(sit(late)).rejects.toMatchObject({ code: 'progress-of-another-store' })
      await late.close()
      await double.close()
    }),
  )
  it('shows nothing of what was done only in a rehearsal', () =>
    inFolder(async ({ file, sit }) => {
      const at = await rehearsedMove({ file, sit })
      const rehearsal = await sit(at('rehearsal.db'))
      for (const number of [1, 2]) await raise(rehearsal, chunyuan, number)
      const rehearsed = await rehearsal.engine.view(contributions, { allianceId })
      await rehearsal.engine.close()

      const real = await sit(at('real.db'))
      for (const number of [3, 4]) await raise(real, hospital, number)
      const shown = await real.engine.view(contributions, { allianceId })
      await real.engine.close()
      const anew = await sitDown({ store: at('real.db') })
      expect(shown).toEqual(await anew.engine.view(contributions, { allianceId }))
      expect(shown).not.toEqual(rehearsed)
      await anew.engine.close()
    }))
  it('is refused once reactions have answered beside it, and the store is left as it was', () =>
    inFolder(async ({ file, sit }) => {
      const at = await rehearsedMove({ file, sit })
      const rehearsal = await sit(at('rehearsal.db'))
      await raise(rehearsal, chunyuan, 1)
      await rehearsal.engine.settle()
      await rehearsal.engine.close()

      const store = at('real.db')
      const head = await store.head()
      await expect(sit(store)).rejects.toMatchObject({ code: 'progress-of-another-store' })
      expect(await store.head()).toBe(head)
      await store.close()
    }))
})

describe('a history that comes back into the file that it left', () => {
  const mistaken: Reaction<Pick<EventData, 'ClaimAccepted'>, AnyCommand> = {
    name: 'mistaken',
    on: {
      ClaimAccepted() {
        throw new TypeError('a mistake')
      },
    },
  }
  const options = { reactions: [mistaken], onError: { then: 'park' } } as const

  it('is answered there from where it was left: what was done is done, what was parked elsewhere is parked again', () =>
    inFolder(async ({ file, sit }) => {
      const open = () => openSqliteStore(file('events.db'))
      const before = await sit(open(), options)
      await found(before)
      await before.engine.settle()
      await before.engine.close()
      const [home, away] = [open(), memoryStore()]
      await move(home, away)

      const elsewhere = await sit(away, { ...options, viewStore: memoryViewStore() })
      await offer(elsewhere)
      await accept(elsewhere)
      await elsewhere.engine.settle()
      const [parked] = await elsewhere.engine.parked()
      expect(parked).toMatchObject({ reaction: 'mistaken', event: { type: 'ClaimAccepted' } })
      expect(await elsewhere.heard('PledgeOpened')).toHaveLength(1)
      const stored = (await elsewhere.history()).map(({ id }) => id)
      await move(away, home)
      await elsewhere.engine.close()

      const again = await sit(home, options)
      expect(await again.engine.parked()).toEqual([])
      await again.engine.settle()
      expect(await again.engine.parked()).toMatchObject([{ reaction: 'mistaken', event: { id: parked?.event.id } }])
      expect((await again.history()).map(({ id }) => id)).toEqual(stored)
      await again.engine.close()
    }))
})
