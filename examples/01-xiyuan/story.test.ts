// The story says what the founding document says, and the figures are those that its tables predict.
import { openEngine, type Engine } from '@lianxi/engine'
import { memoryStore } from '@lianxi/event-sourcing'
import type { AnyEvent } from '@lianxi/alliance'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct, pledgeFates, residentsIssues, spread } from './conduct.js'
import { assumed, facts } from './facts.js'
import { historyOf } from './history-file.js'
import { issueCategories } from './issue-catalogue.js'
import { chanceOf } from './random.js'
import { replay } from './replay.js'
import { reportOf, type Report } from './report.js'
import { roster, type Unit } from './roster.js'
import { allianceId } from './scenario/entry.js'
import { suspension } from './scenario/founding.js'
import { meetings } from './scenario/meeting-dates.js'
import { story } from './scenario/script.js'

const entries = story()
const events: AnyEvent[] = []
let engine: Engine
let report: Report

beforeAll(async () => {
  const store = memoryStore()
  engine = await replay({ store, story: entries })
  report = await reportOf(engine, { allianceId, history: (await historyOf(store)).end })
  for await (const event of engine.history({ allianceId })) events.push(event)
}, 60_000)
afterAll(() => engine.close())

const called = <N extends AnyEvent['type']>(type: N) =>
  events.filter((event): event is Extract<AnyEvent, { type: N }> => event.type === type)
const sumOf = ({ code }: Unit) => report.units.find((unit) => unit.code === code)?.sum

describe('What the founding document says', () => {
  it('names fourteen of the fifteen units', () => {
    const { outside, communities, privateSector } = facts.units.named
    expect(outside + communities + privateSector).toBe(14)
    expect(facts.units.total).toBe(roster.length)
  })

  it('counts 201 standing tasks of a community', () => {
    expect(Object.values(facts.tasksOfACommunity).reduce((sum, count) => sum + count, 0)).toBe(201)
  })

  it('founds the alliance of fifteen units in 2017', () => {
    expect(called('AllianceFounded').map(({ metadata }) => metadata.occurredAt.slice(0, 4))).toEqual([
      facts.allianceFounded,
    ])
    expect(called('UnitAdmitted')).toHaveLength(15)
  })
})

describe('What the tables predict', () => {
  it('has each unit come, excuse itself and stay away as often as its kind does', () => {
    for (const unit of roster) {
      const { attended, excused, missed } = conduct[unit.sort].meetings
      // its vote rests at two meetings that it would have come to
      const resting = unit.code === suspension.unit.code ? 2 : 0
      expect({ code: unit.code, ...sumOf(unit)?.meetings }).toEqual({
        code: unit.code,
        attended: attended - resting,
        excused,
        missed,
      })
    }
  })

  it('has three to four of five seats taken over the meetings, by kind', () => {
    for (const { meetings: counts } of Object.values(conduct)) {
      expect(counts.attended + counts.excused + counts.missed).toBe(meetings.length)
      expect(counts.attended / meetings.length).toBeGreaterThanOrEqual(0.75)
      expect(counts.attended / meetings.length).toBeLessThanOrEqual(0.85)
    }
  })

  it('has each unit raise as many issues as its kind does, 180 with those of residents', () => {
    for (const unit of roster) expect(sumOf(unit)?.issues.raised).toBe(spread(conduct[unit.sort].issues).length)
    const ofUnits = report.units.reduce((sum, unit) => sum + unit.sum.issues.raised, 0)
    expect(ofUnits + spread(residentsIssues).length).toBe(180)
    expect(called('IssueRaised')).toHaveLength(180)
    expect(issueCategories.reduce((sum, { weight }) => sum + weight, 0)).toBe(100)
  })

  it('leaves issues that nobody solves', () => {
    const solved = report.units.reduce((sum, unit) => sum + unit.sum.issues.solved, 0)
    expect(solved / 180).toBeGreaterThan(0.5)
    expect(solved / 180).toBeLessThan(0.8)
  })

  it('lists 28 needs and 27 offers in each of two rounds, of which come 24 pledges, 20 of them kept', () => {
    expect(called('NeedListed')).toHaveLength(2 * 28)
    expect(called('OfferListed')).toHaveLength(2 * 27)
    expect(called('PledgeOpened')).toHaveLength(2 * 24)
    expect(called('PledgeFulfilled')).toHaveLength(2 * 20)
    expect(called('PledgeCancelled')).toHaveLength(2 * pledgeFates.cancelled)
    expect(called('PledgeDefaulted')).toHaveLength(2 * pledgeFates.defaulted)
    expect(called('DeliveryDisputed')).toHaveLength(2 * pledgeFates.disputed)
  })

  it('holds nine quarterly and three special meetings, one of them without its quorum', () => {
    const kinds = called('MeetingPlanned').map(({ data }) => data.kind)
    expect(kinds.filter((kind) => kind === 'regular')).toHaveLength(9)
    expect(kinds.filter((kind) => kind === 'special')).toHaveLength(3)
    expect(called('QuorumNotReached').map(({ data }) => [data.present.length, data.needed])).toEqual([[7, 8]])
    expect(called('MeetingAdjourned')).toHaveLength(12)
  })

  it('records thirty votes, one of them a tie that fails, and decides the rest by consensus', () => {
    const results = called('ResultDeclared').map(({ data }) => data)
    expect(results).toHaveLength(30)
    expect(results.filter(({ tally, outcome }) => tally.for === tally.against && outcome === 'failed')).toHaveLength(1)
    expect(results.filter(({ outcome }) => outcome === 'failed')).toHaveLength(5)
    expect(called('ConsensusRecorded').map(({ data }) => data.reached)).toHaveLength(36)
    expect(called('ConsensusRecorded').filter(({ data }) => !data.reached)).toHaveLength(2)
  })

  it('counts for each unit the topics that were adopted, and no more than it proposed', () => {
    const adopted = report.units.reduce((sum, unit) => sum + unit.sum.topics.adopted, 0)
    expect(adopted).toBe(called('ResolutionAdopted').length)
    for (const { sum } of report.units) expect(sum.topics.adopted).toBeLessThanOrEqual(sum.topics.proposed)
  })

  it('has about 29 of a hundred actions done late, and some never', () => {
    const led = (end: 'onTime' | 'late' | 'open') =>
      report.units.reduce((sum, unit) => sum + unit.sum.actions.led[end], 0)
    expect(led('late') / (led('late') + led('onTime'))).toBeGreaterThan(0.26)
    expect(led('late') / (led('late') + led('onTime'))).toBeLessThan(0.32)
    expect(led('open')).toBeGreaterThan(5)
    expect(led('late') + led('onTime') + led('open')).toBe(called('ActionAssigned').length)
    for (const type of ['ExtensionGranted', 'ExtensionRefused', 'CompletionReturned', 'ActionReopened'] as const) {
      expect(called(type).length).toBeGreaterThan(0)
    }
  })

  it('renames one unit, suspends and reinstates one, and has one send another person', () => {
    const changes = ['UnitRenamed', 'UnitSuspended', 'UnitReinstated', 'RepresentativeReplaced'] as const
    expect(changes.map((type) => called(type).length)).toEqual([1, 1, 1, 1])
    expect(report.units.find(({ code }) => code === 'U13')?.name).toBe('电气科技企业')
  })
})

describe('The history', () => {
  it('is that of the golden figures, to the last hash', async () => {
    const { units, ...rest } = report
    const golden = { ...rest, units: units.map(({ code, name, sum }) => ({ code, name, sum })) }
    await expect(`${JSON.stringify(golden, null, 2)}\n`).toMatchFileSnapshot('golden.json')
  })

  it('has months that add up to the sums', () => {
    for (const { months, sum } of report.units) {
      const all = Object.values(months)
      expect(all.reduce((count, { meetings: { attended } }) => count + attended, 0)).toBe(sum.meetings.attended)
      expect(all.reduce((count, { actions: { led } }) => count + led.late, 0)).toBe(sum.actions.led.late)
      expect(Object.keys(months).every((month) => month >= '2017-07' && month <= '2019-09')).toBe(true)
    }
  })

  it('has at least 1,500 events, all within its window', () => {
    expect(events.length).toBeGreaterThanOrEqual(1500)
    expect(events.length).toBe(report.history.events)
    const { from, to } = assumed
    expect(
      events.every(({ metadata: { recordedAt } }) => from <= recordedAt.slice(0, 10) && recordedAt.slice(0, 10) <= to),
    ).toBe(true)
  })

  it('holds one meeting that was kept on paper and entered a week later by the secretariat', () => {
    const late = events.filter(({ metadata }) => metadata.enteredBy !== undefined)
    expect(late.length).toBeGreaterThan(50)
    const week = 7 * 24 * 3_600_000
    for (const { metadata } of late) {
      expect(metadata.enteredBy).toMatchObject({ role: 'secretariat', evidence: expect.stringContaining('2018-04-20') })
      expect(Date.parse(metadata.recordedAt) - Date.parse(metadata.occurredAt)).toBe(week)
    }
    const others = events.filter(
      ({ metadata }) => metadata.recordedAt !== metadata.occurredAt && metadata.enteredBy === undefined,
    )
    expect(others.every(({ metadata }) => metadata.actor.role === 'engine')).toBe(true)
  })

  it('was refused what it had to be, and nothing else', async () => {
    const refusals = new Set(entries.flatMap(({ refused }) => refused ?? []))
    expect([...refusals].toSorted()).toEqual([
      'action/asked-after-expiry',
      'issue/verifier-is-the-owner',
      'minutes/meeting-not-adjourned',
      'motion/already-voted',
      'motion/not-entitled-to-vote',
      'motion/not-in-session',
      'motion/result-not-supported',
      'resource/more-than-left',
      'topic/topic-call-not-open',
    ])
    expect(await engine.parked()).toEqual([])
  })

  it('stops at an entry that is refused where nobody expected it', async () => {
    const [founding] = entries
    if (founding === undefined) throw new Error('the story is empty')
    const twice = {
      ...founding,
      name: 'again',
      context: { ...founding.context, commandId: '00000000-0000-4000-8000-000000000000' },
    }
    await expect(replay({ store: memoryStore(), story: [founding, twice] })).rejects.toThrow(
      'again was refused: membership/alliance-already-founded',
    )
  })

  it('is told the same by an engine that only reads', async () => {
    const store = memoryStore()
    const writing = await replay({ store, story: entries.slice(0, 200) })
    const reading = await openEngine({ store })
    const history = (await historyOf(store)).end
    expect(await reportOf(reading, { allianceId, history })).toEqual(await reportOf(writing, { allianceId, history }))
    await writing.close()
  })
})

describe('Chance', () => {
  it('gives every name a stream of its own, which no other moves', () => {
    const draws = (name: string) => Array.from({ length: 5 }, () => chanceOf(name).between(0, 999))
    const alone = chanceOf('a')
    const first = [alone.between(0, 999), alone.between(0, 999)]
    const again = chanceOf('a')
    const other = chanceOf('b')
    expect([again.between(0, 999), (other.between(0, 999), again.between(0, 999))]).toEqual(first)
    expect(new Set(draws('a')).size).toBe(1)
  })
})
