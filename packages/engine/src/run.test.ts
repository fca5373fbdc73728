import { contributions, figuresOf, type EventData } from '@lianxi/alliance'
import { memoryStore, memoryViewStore, type EventStore, type View, type ViewStore } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import {
  accept,
  allianceId,
  chunyuan,
  decide,
  foundedTable,
  offer,
  sitDown,
  speaksFor,
  uuid,
  type Table,
} from './test-alliance.js'

/** Waits until an event of this type is stored, so many times. */
async function heard(store: EventStore, type: string, times = 1): Promise<void> {
  const enough = new AbortController()
  let count = 0
  for await (const batch of store.subscribe({ signal: enough.signal })) {
    count += batch.filter((event) => event.type === type).length
    if (count >= times) enough.abort()
  }
}

async function raise({ say }: Table, number: number): Promise<void> {
  const data = {
    issueId: uuid('e', 100 + number),
    channel: 'hotline',
    urgency: 'emergency',
    category: 'water',
  } as const
  await say(speaksFor(chunyuan), { type: 'RaiseIssue', data: { ...data, title: `pipe ${number}` } })
}

describe('an engine that runs', () => {
  it('lets the reactions answer as things happen, and ends without an error when it is told to', async () => {
    const store = memoryStore()
    const table = await foundedTable({ store })
    const end = new AbortController()
    const running = table.engine.run({ signal: end.signal })
    await offer(table)
    await accept(table)
    await heard(store, 'PledgeOpened')
    await decide(table)
    await Promise.all(['TopicScheduled', 'ActionAssigned', 'IssueOutcomeFollowed'].map((type) => heard(store, type)))
    end.abort()
    await running
    const before = await table.history()
    const adopted = before.find(({ type }) => type === 'ResolutionAdopted')?.position ?? ''
    const key = { name: 'reaction/an-adopted-resolution-opens-its-actions', version: '1', partition: '' }
    const reached = (await store.viewStore?.load(key))?.checkpoint ?? ''
    expect(reached >= adopted, 'it was saved').toBe(true)
    await table.engine.settle()
    expect(await table.history()).toEqual(before)
  })
  it('comes to the streams that settling comes to, also where it is settled meanwhile', async () => {
    const settled = await foundedTable()
    await decide(settled)
    await settled.engine.settle()
    const store = memoryStore()
    const table = await foundedTable({ store })
    await decide(table)
    const end = new AbortController()
    const running = table.engine.run({ signal: end.signal })
    await Promise.all([table.engine.settle(), table.engine.settle()])
    end.abort()
    await running
    const whole = (events: Awaited<ReturnType<Table['history']>>) => events.map(({ position: _, ...event }) => event)
    const byId = (one: { readonly id: string }, other: { readonly id: string }) => (one.id < other.id ? -1 : 1)
    expect(whole(await table.history()).toSorted(byId)).toEqual(whole(await settled.history()).toSorted(byId))
  })
  it('is ended by closing, which waits for it', async () => {
    const table = await foundedTable()
    let ended = false
    const running = table.engine.run({ signal: new AbortController().signal }).then(() => (ended = true))
    await raise(table, 1)
    await table.engine.close()
    expect(ended).toBe(true)
    await running
    await expect(table.engine.run({ signal: new AbortController().signal })).rejects.toMatchObject({
      code: 'engine-closed',
    })
  })
  it('does nothing where it was told to end before, and needs a signal', async () => {
    const table = await foundedTable()
    await table.engine.run({ signal: AbortSignal.abort() })
    // as from an app without types
    await expect(table.engine.run({} as never)).rejects.toMatchObject({
      code: 'invalid-input',
      details: { what: 'options of run', path: 'signal' },
    })
  })
  it('keeps up the views of an alliance in which something happens, and saves them, so that a restart reads little', async () => {
    const store = memoryStore()
    const kept = memoryViewStore()
    let arrive = () => {}
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const viewStore = {
      ...kept,
      async save(...save: Parameters<typeof kept.save>) {
        const done = await kept.save(...save)
        if (save[0].name === contributions.name && save[1].checkpoint === (await store.head())) arrive()
        return done
      },
    }
    const table = await foundedTable({ store, viewStore })
    const end = new AbortController()
    const running = table.engine.run({ signal: end.signal })
    await raise(table, 1)
    await arrived
    end.abort()
    await running
    const read: unknown[] = []
    const counting = {
      ...store,
      readAll: (options: Parameters<EventStore['readAll']>[0]) => (read.push(options?.after), store.readAll(options)),
    }
    const later = await sitDown({ store: counting, viewStore, wall: table.wall })
    const ledger = await later.engine.view(contributions, { allianceId })
    expect(figuresOf(ledger, chunyuan).issues.raised).toBe(1)
    expect(read).toEqual([await store.head()])
  })
})

type HearsIssues<State> = View<State, Pick<EventData, 'IssueRaised'>>

/** An app's own view, which is sound. */
const issueCount: HearsIssues<{ issues: number }> = {
  name: 'issue-count',
  version: 1,
  initialState: () => ({ issues: 0 }),
  on: {
    IssueRaised(state) {
      state.issues += 1
    },
  },
}

/** A view store, and the moment at which a view is saved with all that the store holds. */
function watched(store: EventStore) {
  const kept = memoryViewStore()
  const waiting = new Map<string, () => void>()
  const viewStore: ViewStore = {
    ...kept,
    async save(key, next) {
      const done = await kept.save(key, next)
      if (next.checkpoint === (await store.head())) waiting.get(key.name)?.()
      return done
    },
  }
  const saved = (name: string) => new Promise<void>((resolve) => waiting.set(name, resolve))
  return { viewStore, saved }
}

describe('an engine that runs beside a view with a mistake in it', () => {
  it('goes on: the others are kept up, reactions answer, and whoever asks for the view is told', async () => {
    const store = memoryStore()
    const { viewStore, saved } = watched(store)
    let folded = 0
    const broken: HearsIssues<object> = {
      ...issueCount,
      name: 'broken',
      on: {
        IssueRaised() {
          folded += 1
          throw new TypeError('title of undefined')
        },
      },
    }
    const table = await foundedTable({ store, viewStore, views: [broken, issueCount] })
    const end = new AbortController()
    const running = table.engine.run({ signal: end.signal })
    for (const number of [1, 2]) {
      const kept = saved(issueCount.name)
      await raise(table, number)
      await Promise.race([kept, running])
    }
    await decide(table)
    await Promise.race([heard(store, 'ActionAssigned'), running])
    end.abort()
    await running
    expect(folded, 'it is left alone').toBe(1)
    await expect(table.engine.view(broken, { allianceId })).rejects.toThrow('title of undefined')
    expect(await table.engine.view(issueCount, { allianceId })).toEqual({ issues: 3 })
    await table.engine.close()
  })
  it('goes on where its state cannot be kept, of which closing tells', async () => {
    const store = memoryStore()
    const { viewStore, saved } = watched(store)
    const unkeepable: HearsIssues<{ last?: string | undefined }> = {
      ...issueCount,
      name: 'unkeepable',
      initialState: () => ({}),
      on: {
        IssueRaised(state) {
          state.last = undefined
        },
      },
    }
    const table = await foundedTable({ store, viewStore, views: [unkeepable, issueCount] })
    const end = new AbortController()
    const running = table.engine.run({ signal: end.signal })
    for (const number of [1, 2]) {
      const kept = saved(issueCount.name)
      await raise(table, number)
      await Promise.race([kept, running])
    }
    end.abort()
    await running
    const refused = { code: 'invalid-input', details: { path: 'state.last' } }
    await expect(table.engine.close()).rejects.toMatchObject(refused)
  })
})
