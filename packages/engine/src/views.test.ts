import { contributions, figuresOf, type EventData } from '@lianxi/alliance'
import { memoryStore, type View } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { describe, expect, it } from 'vitest'
import { foundedTable, hospital, sitDown, speaksFor, uuid, wall, type Table } from './test-alliance.js'
import { withFile } from './test-folder.js'
import { here, isFrozen, issue, raised } from './test-views.js'

describe('a view', () => {
  it('shows what was said just before', async () => {
    const table = await foundedTable()
    for (const number of [1, 2, 3]) {
      await table.say(speaksFor(hospital), issue(number))
      expect(await raised(table)).toBe(number)
    }
  })
  it('shows what another process said, too', async () => {
    const store = memoryStore()
    const table = await foundedTable({ store })
    const other = await sitDown({ store, wall: table.wall })
    expect(await raised(other)).toBe(0)
    await table.say(speaksFor(hospital), issue(1))
    expect(await raised(other)).toBe(1)
  })
  it('is of one alliance', async () => {
    const table = await foundedTable()
    await table.say(speaksFor(hospital), issue(1))
    const elsewhere = { allianceId: uuid('a', 2) }
    const { engine } = table
    expect(await engine.view(contributions, elsewhere)).toEqual(contributions.initialState())
    const asOf = { occurred: '2018-03-02' }
    expect(await engine.view(contributions, { ...elsewhere, asOf })).toEqual(contributions.initialState())
    expect(await engine.explain(contributions, elsewhere)).toEqual([])
  })
  it('is frozen to the bottom, and the same while nothing changes', async () => {
    const table = await foundedTable()
    await table.say(speaksFor(hospital), issue(1))
    const shown = await table.engine.view(contributions, here)
    expect(isFrozen(shown)).toBe(true)
    expect(await table.engine.view(contributions, here)).toBe(shown)
    expect(isFrozen(await table.engine.view(contributions, { ...here, asOf: { occurred: '2018-03-02' } }))).toBe(true)
  })
  it('stays what it was in the hands of whoever asked, when more happens', async () => {
    const table = await foundedTable()
    await table.say(speaksFor(hospital), issue(1))
    const before = await table.engine.view(contributions, here)
    await table.say(speaksFor(hospital), issue(2))
    expect(figuresOf(before, hospital).issues.raised).toBe(1)
    expect(await raised(table)).toBe(2)
  })
  it('that the engine was not opened with is not known to it', async () => {
    const { engine } = await foundedTable()
    const unknown = { code: 'unknown-view', details: { name: 'issues-heard' } }
    await expect(engine.view(issuesHeard, here)).rejects.toMatchObject(unknown)
    await expect(next(engine.watch(issuesHeard, { ...here, signal: never }))).rejects.toMatchObject(unknown)
    const asOurs = { ...issuesHeard, name: 'contributions' }
    await expect(engine.view(asOurs, here)).rejects.toMatchObject({ code: 'unknown-view' })
  })
  it('of no alliance that could be is refused with the path', async () => {
    const { engine } = await foundedTable()
    const refused = { code: 'invalid-input', details: { path: 'allianceId' } }
    await expect(engine.view(contributions, { allianceId: 'xiyuan' })).rejects.toMatchObject(refused)
    await expect(engine.explain(contributions, { allianceId: 'xiyuan' })).rejects.toMatchObject(refused)
    await expect(engine.history({ allianceId: 'xiyuan' })[Symbol.asyncIterator]().next()).rejects.toMatchObject(refused)
  })
  it('needs a name of its own', async () => {
    const twice = { views: [{ ...issuesHeard, name: 'contributions' }] }
    await expect(sitDown(twice)).rejects.toMatchObject({
      code: 'invalid-input',
      details: { path: 'views', reason: 'two views are called contributions' },
    })
  })
})

const never = new AbortController().signal

async function next<T>(values: AsyncIterable<T>): Promise<T | undefined> {
  for await (const value of values) return value
  return undefined
}

/** An app's own view: the titles of all issues. */
const issuesHeard: View<{ titles: string[] }, Pick<EventData, 'IssueRaised'>> = {
  name: 'issues-heard',
  version: 1,
  initialState: () => ({ titles: [] }),
  on: {
    IssueRaised(state, { data }) {
      state.titles.push(data.title)
    },
  },
}

describe("an app's own view", () => {
  it("is shown beside the model's", async () => {
    const table = await foundedTable({ views: [issuesHeard] })
    await table.say(speaksFor(hospital), issue(1))
    expect(await table.engine.view(issuesHeard, here)).toEqual({ titles: ['noise 1'] })
    expect(await raised(table)).toBe(1)
  })
  it("with a mistake in it says so to whoever asks for it, and disturbs neither the model's nor the commands", async () => {
    const broken: typeof issuesHeard = {
      ...issuesHeard,
      on: {
        IssueRaised(state, { data }) {
          state.titles.push(data.title)
          if (data.title === 'noise 2') throw new TypeError('no title')
        },
      },
    }
    const table = await foundedTable({ views: [broken] })
    await table.say(speaksFor(hospital), issue(1))
    expect(await table.engine.view(broken, here)).toEqual({ titles: ['noise 1'] })
    await table.say(speaksFor(hospital), issue(2))
    for (const _ of [1, 2]) await expect(table.engine.view(broken, here)).rejects.toThrow('no title')
    await table.say(speaksFor(hospital), issue(3))
    expect(await raised(table)).toBe(3)
    await table.engine.close()
  })
})

describe('in the next process on the file', () => {
  /** Counts the events that it hears, to tell whether it heard them before. */
  function counting(version: number) {
    const heard: string[] = []
    const view: typeof issuesHeard = {
      ...issuesHeard,
      version,
      on: {
        IssueRaised(state, event) {
          heard.push(event.data.title)
          state.titles.push(version === 1 ? event.data.title : event.data.title.toUpperCase())
        },
      },
    }
    return { view, heard }
  }

  async function session(path: string, view: typeof issuesHeard, shared = wall()): Promise<Table> {
    return sitDown({ store: openSqliteStore(path), views: [view], wall: shared })
  }

  /** Raises two issues, looks at them, and leaves. */
  async function firstSession(path: string) {
    const first = counting(1)
    const table = await foundedTable({ store: openSqliteStore(path), views: [first.view] })
    for (const number of [1, 2]) await table.say(speaksFor(hospital), issue(number))
    await table.engine.view(first.view, here)
    await table.engine.close()
    return table
  }

  it('a view goes on where it was left, and hears nothing twice', async () => {
    await withFile(async (path) => {
      const { wall: shared } = await firstSession(path)
      const again = counting(1)
      const table = await session(path, again.view, shared)
      await table.say(speaksFor(hospital), issue(3))
      expect(await table.engine.view(again.view, here)).toEqual({ titles: ['noise 1', 'noise 2', 'noise 3'] })
      expect(again.heard).toEqual(['noise 3'])
      await table.engine.close()
    })
  })
  it('a view whose version was raised is made anew from all events, and kept beside the old one', async () => {
    await withFile(async (path) => {
      const { wall: shared } = await firstSession(path)
      const raisedVersion = counting(2)
      const table = await session(path, raisedVersion.view, shared)
      expect(await table.engine.view(raisedVersion.view, here)).toEqual({ titles: ['NOISE 1', 'NOISE 2'] })
      await table.engine.close()
      const old = counting(1)
      const before = await session(path, old.view, shared)
      expect(await before.engine.view(old.view, here)).toEqual({ titles: ['noise 1', 'noise 2'] })
      expect(old.heard).toEqual([])
      await before.engine.close()
    })
  })
})
