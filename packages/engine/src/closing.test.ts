import { contributions, figuresOf, type EventData } from '@lianxi/alliance'
import { memoryStore, memoryViewStore, type EventStore, type View } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { accept, foundedTable, hospital, offer, sitDown, speaksFor } from './test-alliance.js'
import { here, issue } from './test-views.js'

/** A store that is looked into after its engine has closed it. */
function keptOpen(store: EventStore): EventStore {
  return { ...store, close: async () => undefined }
}

describe('an engine that is closed', () => {
  it('answers first what it was asked before, and keeps what came of it', async () => {
    const store = memoryStore()
    const table = await foundedTable({ store: keptOpen(store) })
    const answers = [1, 2, 3].map((number) => table.say(speaksFor(hospital), issue(number)))
    await table.engine.close()
    expect(await Promise.all(answers)).toHaveLength(3)
    const later = await sitDown({ store, wall: table.wall })
    expect(figuresOf(await later.engine.view(contributions, here), hospital).issues.raised).toBe(3)
  })
  it('finishes what it was looking up, explaining, checking or settling', async () => {
    const table = await foundedTable()
    await offer(table)
    await accept(table)
    await table.say(speaksFor(hospital), issue(1))
    const { engine } = table
    const begun = Promise.all([
      engine.view(contributions, here),
      engine.view(contributions, { ...here, asOf: { occurred: '2018-03-02' } }),
      engine.explain(contributions, here),
      engine.verify(),
      engine.settle(),
    ])
    await engine.close()
    await expect(begun).resolves.toHaveLength(5)
  })
  it('begins nothing more, from the moment it is told', async () => {
    const { engine, tryToSay } = await foundedTable()
    const closing = engine.close()
    const closed = { code: 'engine-closed' }
    await expect(tryToSay(speaksFor(hospital), issue(1))).rejects.toMatchObject(closed)
    await expect(engine.view(contributions, here)).rejects.toMatchObject(closed)
    await expect(engine.explain(contributions, here)).rejects.toMatchObject(closed)
    await expect(engine.settle()).rejects.toMatchObject(closed)
    await expect(engine.verify()).rejects.toMatchObject(closed)
    await expect(engine.history(here)[Symbol.asyncIterator]().next()).rejects.toMatchObject(closed)
    expect(() => engine.watch(contributions, { ...here, signal: new AbortController().signal })).toThrow('closed')
    await closing
  })
  it('is closed once, however often it is told', async () => {
    let closed = 0
    const store = { ...memoryStore(), close: async () => void (closed += 1) }
    const { engine } = await foundedTable({ store })
    await Promise.all([engine.close(), engine.close()])
    await engine.close()
    expect(closed).toBe(1)
  })
  it('is closed also where a command under way comes to nothing', async () => {
    const table = await foundedTable()
    const answer = table.say(speaksFor(hospital), { type: 'TriageIssue', data: issue(1).data } as never)
    const closing = table.engine.close()
    await expect(answer).rejects.toMatchObject({ code: 'invalid-input' })
    await closing
  })
  it('keeps how far its reactions came also where a view cannot be kept, and says so', async () => {
    const store = memoryStore()
    const viewStore = memoryViewStore()
    const unkeepable: View<{ last?: undefined }, Pick<EventData, 'IssueRaised'>> = {
      name: 'unkeepable',
      version: 1,
      initialState: () => ({}),
      on: {
        IssueRaised(state) {
          state.last = undefined
        },
      },
    }
    const { engine, say } = await foundedTable({ store: keptOpen(store), viewStore, views: [unkeepable] })
    await say(speaksFor(hospital), issue(1))
    await engine.settle()
    await engine.view(contributions, here)
    await expect(engine.view(unkeepable, here)).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(engine.close()).rejects.toMatchObject({ code: 'invalid-input' })
    const head = await store.head()
    const reaction = { name: 'reaction/an-accepted-claim-opens-its-pledge', version: '1', partition: '' }
    expect((await viewStore.load(reaction))?.checkpoint).toBe(head)
    const later = await sitDown({ store, viewStore, views: [] })
    expect(figuresOf(await later.engine.view(contributions, here), hospital).issues.raised).toBe(1)
  })
  it('closes its store even where progress could not be kept, and says what went wrong', async () => {
    let closed = 0
    const store = { ...memoryStore(), close: async () => void (closed += 1) }
    const viewStore = memoryViewStore()
    const full = { ...viewStore, save: viewStore.save }
    const table = await foundedTable({ store, viewStore: full })
    await table.engine.view(contributions, here)
    full.save = async () => {
      throw new Error('the disk is full')
    }
    await expect(table.engine.close()).rejects.toThrow('the disk is full')
    expect(closed).toBe(1)
  })
})
