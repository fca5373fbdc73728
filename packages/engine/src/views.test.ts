import {
  contributions,
  figurePaths,
  figuresOf,
  type AnyCommand,
  type AnyEvent,
  type Contributions,
  type EventData,
} from '@lianxi/alliance'
import { memoryStore, type DeepReadonly, type View } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  accept,
  allianceId,
  chunyuan,
  convene,
  convenor,
  decide,
  deliver,
  foundedTable,
  hospital,
  issueId,
  meetingId,
  minute,
  offer,
  school,
  secretariat,
  sitDown,
  speaksFor,
  uuid,
  wall,
  type Table,
} from './test-alliance.js'

const here = { allianceId }

async function withFile(test: (path: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxi-'))
  try {
    await test(join(folder, 'store.db'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function issue(number: number): AnyCommand {
  const data = { issueId: uuid('e', 100 + number), channel: 'grid', urgency: 'ordinary' } as const
  return { type: 'RaiseIssue', data: { ...data, category: 'noise', title: `noise ${number}` } }
}

async function raised(table: Table): Promise<number> {
  return figuresOf(await table.engine.view(contributions, here), hospital).issues.raised
}

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

function isFrozen(value: unknown): boolean {
  return typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen))
}

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

describe('as of a day', () => {
  const at = (occurredAt: string) => ({ occurredAt })

  /** Three issues: on the first day, at its last millisecond in Shanghai, and one of that day that is entered on the third. */
  async function threeIssues(): Promise<Table> {
    const table = await foundedTable()
    await table.say(speaksFor(hospital), issue(1))
    table.wait('2018-03-03T00:00:00.000Z')
    await table.say(speaksFor(hospital), issue(2), at('2018-03-02T15:59:59.999Z'))
    table.wait('2018-03-04T00:00:00.000Z')
    await table.say(speaksFor(hospital), issue(3), at('2018-03-02T16:00:00.000Z'))
    return table
  }

  const known = async ({ engine }: Table, asOf: { readonly occurred?: string; readonly recorded?: string }) =>
    figuresOf(await engine.view(contributions, { ...here, asOf }), hospital).issues.raised

  it('a view shows what had happened by its end, where the alliance is', async () => {
    const table = await threeIssues()
    expect(await known(table, { occurred: '2018-03-01' })).toBe(0)
    expect(await known(table, { occurred: '2018-03-02' })).toBe(2)
    expect(await known(table, { occurred: '2018-03-03' })).toBe(3)
  })
  it('a view shows what had been entered by its end', async () => {
    const table = await threeIssues()
    expect(await known(table, { recorded: '2018-03-02' })).toBe(1)
    expect(await known(table, { recorded: '2018-03-03' })).toBe(2)
    expect(await known(table, { recorded: '2018-03-04' })).toBe(3)
  })
  it('or an instant, that one included', async () => {
    const table = await threeIssues()
    expect(await known(table, { occurred: '2018-03-02T16:00:00.000Z' })).toBe(3)
    expect(await known(table, { occurred: '2018-03-02T15:59:59.999Z' })).toBe(2)
    expect(await known(table, { occurred: '2018-03-02T15:59:59.998Z' })).toBe(1)
  })
  it('both hold where both are given: what was known on the third of what had happened by the second', async () => {
    const table = await threeIssues()
    expect(await known(table, { occurred: '2018-03-03', recorded: '2018-03-03' })).toBe(2)
    expect(await known(table, { occurred: '2018-03-02', recorded: '2018-03-04' })).toBe(2)
    expect(await known(table, { occurred: '2018-03-02', recorded: '2018-03-02' })).toBe(1)
  })
  it('without a day a view shows all', async () => {
    expect(await known(await threeIssues(), {})).toBe(3)
  })
  it('looking back changes nothing for those who look at today', async () => {
    const table = await threeIssues()
    const today = await table.engine.view(contributions, here)
    await known(table, { occurred: '2018-03-01' })
    expect(await table.engine.view(contributions, here)).toBe(today)
  })
  it.each<[object, string]>([
    [{ occurred: '2018-02-30' }, 'occurred'],
    [{ recorded: 'yesterday' }, 'recorded'],
    [{ occurred: '2018-03-02T09:00:00+08:00' }, 'occurred'],
    [{ happened: '2018-03-02' }, 'happened'],
  ])('a day that is none is refused with its path: %j', async (asOf, path) => {
    const { engine } = await foundedTable()
    const refused = { code: 'invalid-input', details: { path: `asOf.${path}` } }
    await expect(engine.view(contributions, { ...here, asOf })).rejects.toMatchObject(refused)
    await expect(engine.explain(contributions, { ...here, asOf })).rejects.toMatchObject(refused)
  })
})

describe('a figure', () => {
  const months = ['units', hospital, 'months']

  async function typesBehind({ engine }: Table, path: readonly string[], asOf = {}): Promise<readonly string[]> {
    return typesOf(await engine.explain(contributions, { ...here, path, asOf }))
  }

  function typesOf(events: readonly AnyEvent[]): readonly string[] {
    return events.map(({ type }) => type)
  }

  it('is explained by exactly the events that made it', async () => {
    const table = await foundedTable()
    await decide(table)
    await offer(table)
    await accept(table)
    await table.engine.settle()
    await deliver(table, '12.5')
    const inMarch = [...months, '2018-03']
    expect(await typesBehind(table, [...inMarch, 'topics', 'proposed'])).toEqual(['TopicProposed'])
    expect(await typesBehind(table, [...inMarch, 'topics', 'adopted'])).toEqual(['ResolutionAdopted'])
    expect(await typesBehind(table, [...inMarch, 'topics'])).toEqual(['TopicProposed', 'ResolutionAdopted'])
    expect(await typesBehind(table, [...inMarch, 'actions', 'led', 'open'])).toEqual(['ActionAssigned'])
    const ofSchool = ['units', school, 'months', '2018-03', 'resources']
    expect(await typesBehind(table, [...ofSchool, 'acknowledged', 'venue', 'x:parkingSpace'])).toEqual([
      'DeliveryAcknowledged',
    ])
  })
  it('is explained by events as history has them, frozen', async () => {
    const table = await foundedTable()
    await table.say(speaksFor(hospital), issue(1))
    const path = [...months, '2018-03', 'issues', 'raised']
    const [event] = await table.engine.explain(contributions, { ...here, path })
    expect(event).toEqual((await table.history()).at(-1))
    expect(isFrozen(event)).toBe(true)
  })
  it('that is nought needs no explanation, nor does one that there is none of', async () => {
    const table = await foundedTable()
    await table.say(speaksFor(hospital), issue(1))
    expect(await typesBehind(table, [...months, '2018-03', 'meetings', 'missed'])).toEqual([])
    expect(await typesBehind(table, [...months, '2018-04', 'issues', 'raised'])).toEqual([])
    expect(await typesBehind(table, ['units', 'constructor', 'name'])).toEqual([])
  })
  it('that was taken back is explained by what made it and by what took it back', async () => {
    const table = await foundedTable()
    await solve(table)
    await table.say(speaksFor(chunyuan), { type: 'ReopenIssue', data: { issueId, ground: 'full again' } })
    const path = [...months, '2018-03', 'issues', 'solved']
    expect(await typesBehind(table, path)).toEqual(['IssueClosed', 'IssueReopened'])
  })
  it('of a period is explained over its months together', async () => {
    const table = await foundedTable()
    await table.say(speaksFor(hospital), issue(1))
    table.wait(minute(60 * 24 * 40))
    await table.say(speaksFor(hospital), issue(2))
    table.wait(minute(60 * 24 * 70))
    await table.say(speaksFor(hospital), issue(3))
    const figure = { unitId: hospital, figure: ['issues', 'raised'], to: '2018-04' } as const
    const paths = figurePaths(await table.engine.view(contributions, here), figure)
    const events = await table.engine.explain(contributions, { ...here, paths })
    expect(events.map(({ data }) => 'title' in data && data.title)).toEqual(['noise 1', 'noise 2'])
  })
  it('of a period with nothing in it is explained by nothing', async () => {
    const table = await foundedTable()
    expect(await table.engine.explain(contributions, { ...here, paths: [] })).toEqual([])
  })
  it('as of a day is explained by what had happened by then', async () => {
    const table = await foundedTable()
    await table.say(speaksFor(hospital), issue(1))
    table.wait('2018-03-05T00:00:00.000Z')
    await table.say(speaksFor(hospital), issue(2))
    const path = [...months, '2018-03', 'issues', 'raised']
    expect(await typesBehind(table, path)).toHaveLength(2)
    expect(await typesBehind(table, path, { occurred: '2018-03-02' })).toHaveLength(1)
    expect(await typesBehind(table, path, { recorded: '2018-03-01' })).toEqual([])
  })
  it('is named by a path; without one the whole view is explained', async () => {
    const table = await foundedTable()
    await table.say(speaksFor(hospital), issue(1))
    expect(typesOf(await table.engine.explain(contributions, here))).toEqual([
      'AllianceFounded',
      ...Array.from({ length: 4 }, () => 'UnitAdmitted'),
      'IssueRaised',
    ])
  })
})

/** The hospital solves the issue of a community, and the school says so. */
async function solve({ say }: Table): Promise<void> {
  const what = { channel: 'meeting', urgency: 'ordinary', category: 'parking', title: 'parking' } as const
  await say(speaksFor(chunyuan), { type: 'RaiseIssue', data: { issueId, ...what } })
  await say(secretariat, { type: 'TriageIssue', data: { issueId, level: 'alliance', category: 'parking' } })
  await say(speaksFor(hospital), { type: 'AcceptIssue', data: { issueId } })
  await say(speaksFor(hospital), { type: 'ClaimIssueResolved', data: { issueId, evidence: '40 places' } })
  await say(speaksFor(school), { type: 'VerifyIssue', data: { issueId, upheld: true, finding: 'counted' } })
  await say(speaksFor(hospital), { type: 'CloseIssue', data: { issueId, mode: 'fixed' } })
}

/** What a watcher is shown, one at a time. */
function watcher({ engine }: Table) {
  const stop = new AbortController()
  const shown = engine.watch(contributions, { ...here, signal: stop.signal })[Symbol.asyncIterator]()
  return {
    stop: () => stop.abort(),
    async next(): Promise<DeepReadonly<Contributions> | undefined> {
      const { value } = await shown.next()
      return value
    },
  }
}

describe('whoever watches', () => {
  it('is shown the view now, and again after each change', async () => {
    const table = await foundedTable()
    const { next: shown, stop } = watcher(table)
    expect(raisedIn(await shown())).toBe(0)
    for (const number of [1, 2]) {
      const change = shown()
      await table.say(speaksFor(hospital), issue(number))
      expect(raisedIn(await change)).toBe(number)
    }
    stop()
  })
  it('is shown frozen values, in which all that did not change is the same as before', async () => {
    const table = await foundedTable()
    await convene(table)
    await table.say(convenor, { type: 'AdjournMeeting', data: { meetingId } })
    const { next: shown, stop } = watcher(table)
    const before = await shown()
    const change = shown()
    await table.say(speaksFor(hospital), issue(1))
    const now = await change
    stop()
    expect(isFrozen(now)).toBe(true)
    expect(now).not.toBe(before)
    expect(now?.units[hospital]).not.toBe(before?.units[hospital])
    expect(now?.units[school]).toBe(before?.units[school])
    expect(raisedIn(before)).toBe(0)
  })
  it('is not shown again what did not change', async () => {
    const table = await foundedTable()
    const { next: shown, stop } = watcher(table)
    await shown()
    for (const number of [1, 2]) {
      const change = shown()
      // an event that the view does not hear
      const person = { personRef: `person-${number}`, capacity: 'alternate' } as const
      await table.say(speaksFor(hospital), { type: 'AppointRepresentative', data: person })
      await table.say(speaksFor(hospital), issue(number))
      expect(raisedIn(await change)).toBe(number)
    }
    stop()
  })
  it('misses nothing that happens while it is busy with what it was shown, though others look meanwhile', async () => {
    const table = await foundedTable()
    const { next: shown, stop } = watcher(table)
    await shown()
    await table.say(speaksFor(hospital), issue(1))
    expect(await raised(table)).toBe(1)
    expect(raisedIn(await shown())).toBe(1)
    await table.say(speaksFor(hospital), issue(2))
    await table.say(speaksFor(hospital), issue(3))
    expect(await raised(table)).toBe(3)
    expect(raisedIn(await shown())).toBe(3)
    stop()
  })
  it('is not alone: two watchers see the same', async () => {
    const table = await foundedTable()
    const [one, other] = [watcher(table), watcher(table)]
    await Promise.all([one.next(), other.next()])
    const changes = [one.next(), other.next()] as const
    await table.say(speaksFor(hospital), issue(1))
    expect(await changes[0]).toBe(await changes[1])
    one.stop()
    const change = other.next()
    await table.say(speaksFor(hospital), issue(2))
    expect(raisedIn(await change)).toBe(2)
    other.stop()
  })
  it('stops when told to, waiting or not', async () => {
    const table = await foundedTable()
    const { next: shown, stop } = watcher(table)
    await shown()
    const change = shown()
    stop()
    expect(await change).toBeUndefined()
    expect(await shown()).toBeUndefined()
  })
  it('may leave while it waits', async () => {
    const { engine } = await foundedTable()
    const { signal } = new AbortController()
    const shown = engine.watch(contributions, { ...here, signal })[Symbol.asyncIterator]()
    await shown.next()
    const change = shown.next()
    await shown.return?.()
    expect(await change).toEqual({ value: undefined, done: true })
  })
  it('is shown nothing any more once it was told to, though something happened', async () => {
    const table = await foundedTable()
    const { next: shown, stop } = watcher(table)
    await shown()
    const change = shown()
    await table.say(speaksFor(hospital), issue(1))
    stop()
    await expect(change).resolves.toSatisfy((value) => value === undefined || raisedIn(value) === 1)
    await table.say(speaksFor(hospital), issue(2))
    expect(await shown()).toBeUndefined()
  })
  it('is shown nothing at all where it was told to stop before it began', async () => {
    const table = await foundedTable()
    const { next: shown, stop } = watcher(table)
    stop()
    expect(await shown()).toBeUndefined()
  })
  it('stops, without an error, when the engine is closed', async () => {
    await withFile(async (path) => {
      const table = await foundedTable({ store: openSqliteStore(path) })
      const [waiting, busy] = [watcher(table), watcher(table)]
      await Promise.all([waiting.next(), busy.next()])
      const change = waiting.next()
      const closing = table.engine.close()
      expect(await change).toBeUndefined()
      expect(await busy.next()).toBeUndefined()
      await closing
    })
  })
  it('sees what another process on the file does', async () => {
    await withFile(async (path) => {
      const table = await foundedTable({ store: openSqliteStore(path) })
      const other = await sitDown({ store: openSqliteStore(path), wall: table.wall })
      const { next: shown, stop } = watcher(other)
      await shown()
      const change = shown()
      await table.say(speaksFor(hospital), issue(1))
      expect(raisedIn(await change)).toBe(1)
      stop()
      await table.engine.close()
      await other.engine.close()
    })
  })
})

function raisedIn(state: DeepReadonly<Contributions> | undefined): number | undefined {
  return state && figuresOf(state, hospital).issues.raised
}

describe('the history', () => {
  it('is in the order in which it was stored, whenever it happened, and of one alliance', async () => {
    const store = memoryStore()
    const table = await foundedTable({ store })
    await table.say(speaksFor(hospital), issue(1))
    await table.say(speaksFor(hospital), issue(2), { occurredAt: minute(5) })
    const other = { allianceId: uuid('a', 2) }
    const founding = (await table.heard('AllianceFounded'))[0]
    if (founding === undefined) throw new Error('nobody founded it')
    const { convenorUnitId: _, ...data } = founding
    await table.say(convenor, { type: 'FoundAlliance', data }, other)
    await table.say(speaksFor(hospital), issue(3))
    const events = await table.history()
    expect(
      events.filter(({ type }) => type === 'IssueRaised').map(({ data: said }) => 'title' in said && said.title),
    ).toEqual(['noise 1', 'noise 2', 'noise 3'])
    expect(events.filter(({ type }) => type === 'AllianceFounded')).toHaveLength(1)
    const positions = events.map(({ position }) => position)
    expect(positions).toEqual(positions.toSorted())
  })
})
