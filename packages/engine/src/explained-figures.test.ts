import { contributions, figurePaths, type AnyEvent } from '@lianxi/alliance'
import { describe, expect, it } from 'vitest'
import {
  accept,
  chunyuan,
  decide,
  deliver,
  foundedTable,
  hospital,
  issueId,
  minute,
  offer,
  school,
  secretariat,
  speaksFor,
  type Table,
} from './test-alliance.js'
import { here, isFrozen, issue } from './test-views.js'

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
