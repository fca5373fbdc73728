import {
  canonicalText,
  codec,
  eventBuilder,
  hear,
  metadataSchema,
  streamName,
  type DeepReadonly,
  type Position,
  type RecordedEvent,
} from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { courtyard, courtyardAssigned, courtyardClosed, courtyardReopened } from '../action/action.controls.js'
import { events as actionEvents } from '../action/events.js'
import { actor, enteredBy } from '../actor.js'
import { timeZone } from '../calendar.js'
import { events as issueEvents } from '../issue/events.js'
import { parkingFixed, parkingIssue, parkingRaised } from '../issue/issue.controls.js'
import { events as meetingEvents } from '../meeting/events.js'
import { adjourned, spring } from '../meeting/meeting.controls.js'
import { events as membershipEvents } from '../membership/events.js'
import { founding, hospitalAdmitted } from '../membership/membership.controls.js'
import { eventSchemas, upcasters, type EventData } from '../model.js'
import { adoptedByVote, parkingMotion } from '../motion/motion.controls.js'
import {
  guarding,
  guardingAcknowledged,
  guardingDisputed,
  guardingCommitted,
  guardingPledged,
  guardingReported,
  hours,
} from '../pledge/pledge.controls.js'
import { chunyuan, convenor, hospital, kaiyuan, school, uuid } from '../testing/cast.js'
import { parking, parkingProposed } from '../topic/topic.controls.js'
import { contributions, figurePaths, figuresOf, type Contributions } from './contributions.js'
import { noFigures, type Period } from './figures.js'

const membership = eventBuilder(membershipEvents)
const meeting = eventBuilder(meetingEvents)
const issue = eventBuilder(issueEvents)
const action = eventBuilder(actionEvents)
const texts = codec({ events: eventSchemas, upcasters, metadata: metadataSchema(actor, enteredBy) })

const march = '2018-03-15T01:00:00.000Z'
const april = '2018-04-15T01:00:00.000Z'
const may = '2018-05-15T01:00:00.000Z'
const june = '2018-06-15T01:00:00.000Z'

interface Happened {
  readonly type: keyof EventData
  readonly data: unknown
  readonly of: readonly [category: string, id: string]
  readonly at: string
}

type Said = Pick<Happened, 'type' | 'data'>

const inAlliance = (at: string, said: Said): Happened => ({ ...said, of: ['membership', uuid('a', 1)], at })
const inMeeting = (at: string, said: Said): Happened => ({ ...said, of: ['meeting', spring], at })
const ofTopic = (at: string, said: Said): Happened => ({ ...said, of: ['topic', parking], at })
const ofMotion = (at: string, said: Said, id: string = parkingMotion): Happened => ({ ...said, of: ['motion', id], at })
const ofIssue = (at: string, said: Said, id: string = parkingIssue): Happened => ({ ...said, of: ['issue', id], at })
const ofPledge = (at: string, said: Said): Happened => ({ ...said, of: ['pledge', guarding], at })
const ofAction = (at: string, said: Said, id: string = courtyard): Happened => ({ ...said, of: ['action', id], at })

function recorded({ type, data, of: [category, id], at }: Happened, index: number): RecordedEvent {
  return {
    id: uuid('e', index),
    type,
    data: canonicalText(data),
    metadata: canonicalText({
      actor: convenor,
      commandHash: '0'.repeat(64),
      commandId: uuid('c', index),
      occurredAt: at,
      recordedAt: '2019-12-31T00:00:00.000Z',
      schemaVersion: 1,
    }),
    stream: streamName({ category, partition: uuid('a', 1), id }),
    revision: index,
    // any text that grows
    position: String(index).padStart(4, '0') as Position,
    hash: '0'.repeat(64),
  }
}

/** The view of an alliance in Shanghai, once this has happened, in this order. */
function after(...happened: readonly Happened[]): Contributions {
  const state = contributions.initialState()
  const all = [inAlliance('2017-01-01T00:00:00.000Z', founding), ...happened]
  all.map(recorded).forEach((event) => hear(contributions, { recorded: event, codec: texts }, state))
  return state
}

function monthsOf(state: Contributions, unitId: keyof Contributions['units']): readonly string[] {
  return Object.keys(state.units[unitId]?.months ?? {}).toSorted()
}

describe('the months of a unit', () => {
  it("begin when the month begins where the alliance is: half past midnight in Shanghai on the 1st of March is March's", () => {
    const state = after(inMeeting('2018-02-28T16:30:00.000Z', adjourned))
    expect(monthsOf(state, hospital)).toEqual(['2018-03'])
  })
  it('end when the month ends there: the last millisecond of February is still its own', () => {
    const state = after(inMeeting('2018-02-28T15:59:59.999Z', adjourned))
    expect(monthsOf(state, hospital)).toEqual(['2018-02'])
  })
  it('go by the zone that the alliance was founded with', () => {
    const utc = { ...founding, data: { ...founding.data, timeZone: timeZone.parse('UTC') } }
    const at = '2018-02-28T16:30:00.000Z'
    const state = after(inAlliance(at, utc), inMeeting(at, adjourned))
    expect(state.timeZone).toBe('UTC')
    expect(monthsOf(state, hospital)).toEqual(['2018-02'])
  })
  it('go by when it happened, not by when it was entered', () => {
    expect(monthsOf(after(inMeeting(march, adjourned)), hospital)).toEqual(['2018-03'])
  })
  it('are there only where there is something to count', () => {
    const state = after(inMeeting(march, adjourned), inMeeting(june, adjourned))
    expect(monthsOf(state, hospital)).toEqual(['2018-03', '2018-06'])
  })
})

describe('the units', () => {
  it('are listed from their admission, under code and name, without figures', () => {
    expect(after(inAlliance(march, hospitalAdmitted)).units).toEqual({
      [hospital]: { code: 'U02', name: 'hospital unit', months: {} },
    })
  })
  it('keep what they contributed when they are renamed', () => {
    const renamed = membership('UnitRenamed', { unitId: hospital, name: 'cancer hospital' })
    const state = after(inAlliance(march, hospitalAdmitted), inMeeting(march, adjourned), inAlliance(april, renamed))
    expect(state.units[hospital]).toMatchObject({ code: 'U02', name: 'cancer hospital' })
    expect(figuresOf(state, hospital).meetings.attended).toBe(1)
  })
  it('keep what they contributed when they join again under another code', () => {
    const again = { ...hospitalAdmitted, data: { ...hospitalAdmitted.data, code: 'U17' } }
    const state = after(inAlliance(march, hospitalAdmitted), inMeeting(march, adjourned), inAlliance(may, again))
    expect(state.units[hospital]?.code).toBe('U17')
    expect(figuresOf(state, hospital).meetings.attended).toBe(1)
  })
  it('that nobody heard of have contributed nothing', () => {
    const state = after(inMeeting(march, adjourned))
    expect(figuresOf(state, kaiyuan)).toEqual(noFigures())
    expect(figurePaths(state, { unitId: kaiyuan, figure: ['meetings', 'attended'] })).toEqual([])
  })
})

describe('meetings', () => {
  it('count as attended, excused or missed for every entitled unit, as the adjournment says', () => {
    const apologised = meeting('MeetingAdjourned', {
      attendance: [
        { unitId: hospital, standing: 'attended' },
        { unitId: school, standing: 'missed' },
        { unitId: chunyuan, standing: 'excused' },
      ],
    })
    const state = after(inMeeting(march, adjourned), inMeeting(march, apologised))
    expect(figuresOf(state, hospital).meetings).toEqual({ attended: 2, excused: 0, missed: 0 })
    expect(figuresOf(state, school).meetings).toEqual({ attended: 1, excused: 0, missed: 1 })
    expect(figuresOf(state, chunyuan).meetings).toEqual({ attended: 0, excused: 1, missed: 1 })
  })
})

describe('topics', () => {
  it('count for the unit that proposed them', () => {
    expect(figuresOf(after(ofTopic(march, parkingProposed)), hospital).topics).toEqual({ proposed: 1, adopted: 0 })
  })
  it('of the secretariat count for no unit', () => {
    const { unitId: _, ...byOffice } = parkingProposed.data
    const state = after(ofTopic(march, { ...parkingProposed, data: byOffice }), ofMotion(april, adoptedByVote))
    expect(state.units).toEqual({})
  })
  it('are adopted when a resolution on them is, in the month of the resolution', () => {
    const state = after(ofTopic(march, parkingProposed), ofMotion(april, adoptedByVote))
    expect(figuresOf(state, hospital, { to: '2018-03' }).topics).toEqual({ proposed: 1, adopted: 0 })
    expect(figuresOf(state, hospital, { from: '2018-04' }).topics).toEqual({ proposed: 0, adopted: 1 })
  })
  it('are adopted once, however many resolutions there are on them', () => {
    const state = after(
      ofTopic(march, parkingProposed),
      ofMotion(april, adoptedByVote),
      ofMotion(may, adoptedByVote, uuid('o', 2)),
    )
    expect(figuresOf(state, hospital).topics.adopted).toBe(1)
  })
  it('are not adopted by a resolution on no topic', () => {
    const { topicId: _, ...onNone } = adoptedByVote.data
    const state = after(ofTopic(march, parkingProposed), ofMotion(april, { ...adoptedByVote, data: onNone }))
    expect(figuresOf(state, hospital).topics.adopted).toBe(0)
  })
  it('are adopted for the unit that proposed them, whoever moved the resolution', () => {
    const bySchool = { ...adoptedByVote, data: { ...adoptedByVote.data, moverUnitId: school } }
    const state = after(ofTopic(march, parkingProposed), ofMotion(april, bySchool))
    expect(figuresOf(state, hospital).topics.adopted).toBe(1)
    expect(figuresOf(state, school).topics.adopted).toBe(0)
  })
})

describe('issues', () => {
  const reopened = issue('IssueReopened', { ground: 'the places are full again', unitId: hospital })

  it('count for the unit that raised them, and solved for their owner in the month of closing', () => {
    const state = after(ofIssue(march, parkingRaised), ofIssue(may, parkingFixed))
    expect(figuresOf(state, chunyuan).issues).toEqual({ raised: 1, solved: 0 })
    expect(figuresOf(state, hospital, { to: '2018-04' }).issues).toEqual({ raised: 0, solved: 0 })
    expect(figuresOf(state, hospital, { from: '2018-05' }).issues).toEqual({ raised: 0, solved: 1 })
  })
  it('of a resident count for no unit', () => {
    const { unitId: _, ...ofResident } = parkingRaised.data
    expect(after(ofIssue(march, { ...parkingRaised, data: ofResident })).units).toEqual({})
  })
  it.each(['cannotFix', 'notOurs', 'withdrawn'] as const)('closed as %s are not solved', (mode) => {
    const closed = issue('IssueClosed', { mode, unitId: hospital, raisedBy: chunyuan, reason: 'no more to be done' })
    expect(figuresOf(after(ofIssue(may, closed)), hospital).issues.solved).toBe(0)
  })
  it('that are reopened were not solved: it is taken back in the month where it was counted', () => {
    const state = after(ofIssue(march, parkingFixed), ofIssue(may, reopened))
    expect(figuresOf(state, hospital, { from: '2018-03', to: '2018-03' }).issues.solved).toBe(0)
    expect(figuresOf(state, hospital, { from: '2018-05' }).issues.solved).toBe(0)
  })
  it('solved again are counted again, once, for whoever owns them then', () => {
    const bySchool = issue('IssueClosed', { mode: 'fixed', unitId: school, raisedBy: chunyuan })
    const state = after(ofIssue(march, parkingFixed), ofIssue(april, reopened), ofIssue(may, bySchool))
    expect(figuresOf(state, hospital).issues.solved).toBe(0)
    expect(figuresOf(state, school, { from: '2018-05' }).issues.solved).toBe(1)
  })
  it('reopened after they were given up take nothing back', () => {
    const givenUp = issue('IssueClosed', { mode: 'cannotFix', unitId: hospital, reason: 'no land' })
    expect(figuresOf(after(ofIssue(march, givenUp), ofIssue(may, reopened)), hospital).issues.solved).toBe(0)
  })
  it('are solved once, also as of a day on which the reopening between two closings was not known', () => {
    const state = after(ofIssue(march, parkingFixed), ofIssue(may, parkingFixed))
    expect(figuresOf(state, hospital).issues.solved).toBe(1)
    const givenUp = issue('IssueClosed', { mode: 'cannotFix', unitId: hospital, reason: 'no land' })
    expect(figuresOf(after(ofIssue(march, parkingFixed), ofIssue(may, givenUp)), hospital).issues.solved).toBe(0)
  })
  it('of one owner are each their own', () => {
    const state = after(
      ofIssue(march, parkingFixed),
      ofIssue(march, parkingFixed, uuid('i', 2)),
      ofIssue(april, reopened),
    )
    expect(figuresOf(state, hospital).issues.solved).toBe(1)
  })
})

describe('resources', () => {
  it('are kept apart as pledged, committed, delivered and acknowledged, by kind and unit of measure', () => {
    const state = after(
      ofPledge(march, guardingPledged),
      ofPledge(march, guardingCommitted),
      ofPledge(april, guardingReported),
      ofPledge(may, guardingAcknowledged),
    )
    expect(figuresOf(state, school).resources).toEqual({
      pledged: { personTime: { HUR: '10' } },
      committed: { personTime: { HUR: '7.5' } },
      delivered: { personTime: { HUR: '4.8' } },
      acknowledged: { personTime: { HUR: '4.8' } },
    })
    expect(figuresOf(state, school, { from: '2018-05' }).resources.delivered).toEqual({})
    expect(figuresOf(state, chunyuan)).toEqual(noFigures())
  })
  it('are delivered as the giver reports it, until the receiver contradicts: the rest, or all, is not', () => {
    const reported = after(ofPledge(april, guardingReported))
    expect(figuresOf(reported, school).resources).toMatchObject({
      delivered: { personTime: { HUR: '5' } },
      acknowledged: {},
    })
    const disputed = after(ofPledge(april, guardingReported), ofPledge(may, guardingDisputed))
    expect(figuresOf(disputed, school)).toEqual(noFigures())
    const otherOrder = after(ofPledge(april, guardingDisputed), ofPledge(may, guardingReported))
    expect(figuresOf(otherOrder, school).resources.delivered).toEqual({ personTime: { HUR: '5' } })
    expect(disputed.unanswered).toEqual({})
  })
  it('are contradicted for one pledge alone, though another calls a delivery by the same id', () => {
    const other: Happened = { ...guardingReported, of: ['pledge', uuid('p', 8)], at: april }
    const state = after(ofPledge(march, guardingReported), other, ofPledge(may, guardingDisputed))
    expect(figuresOf(state, school, { to: '2018-03' }).resources.delivered).toEqual({})
    expect(figuresOf(state, school).resources.delivered).toEqual({ personTime: { HUR: '5' } })
  })
  it('add up exactly: a tenth of an hour and two tenths are three', () => {
    const told = (value: string) => ({
      ...guardingReported,
      data: { ...guardingReported.data, quantity: hours(value) },
    })
    const state = after(
      ofPledge(march, told('0.1')),
      ofPledge(march, told('0.2')),
      ofPledge(april, told('999999999999999')),
      ofPledge(april, told('0.000001')),
    )
    expect(figuresOf(state, school, { to: '2018-03' }).resources.delivered).toEqual({ personTime: { HUR: '0.3' } })
    expect(figuresOf(state, school).resources.delivered).toEqual({ personTime: { HUR: '999999999999999.300001' } })
  })
  it('of different measures are never added', () => {
    const { data } = guardingPledged
    const state = after(
      ofPledge(march, guardingPledged),
      ofPledge(march, { ...guardingPledged, data: { ...data, quantity: { value: '2', unit: 'DAY' } } }),
      ofPledge(march, { ...guardingPledged, data: { ...data, kind: 'service' } }),
    )
    expect(figuresOf(state, school).resources.pledged).toEqual({
      personTime: { HUR: '10', DAY: '2' },
      service: { HUR: '10' },
    })
  })
})

describe('actions', () => {
  const none = { open: 0, onTime: 0, late: 0 }
  const closedLate = { ...courtyardClosed, data: { ...courtyardClosed.data, late: true } }

  it('are open from the month of the assignment, for the lead and for each unit that helps', () => {
    const two = action('ActionAssigned', { ...courtyardAssigned.data, coUnitIds: [chunyuan, school] })
    const state = after(ofAction(march, two))
    expect(figuresOf(state, hospital, { to: '2018-03' }).actions).toEqual({ led: { ...none, open: 1 }, coLed: none })
    for (const unitId of [chunyuan, school])
      expect(figuresOf(state, unitId).actions).toEqual({ led: none, coLed: { ...none, open: 1 } })
  })
  it('move to the month of closing, on time', () => {
    const state = after(ofAction(march, courtyardAssigned), ofAction(april, courtyardClosed))
    expect(figuresOf(state, hospital, { to: '2018-03' }).actions.led).toEqual(none)
    expect(figuresOf(state, hospital, { from: '2018-04' }).actions.led).toEqual({ ...none, onTime: 1 })
    expect(figuresOf(state, chunyuan, { from: '2018-04' }).actions.coLed).toEqual({ ...none, onTime: 1 })
  })
  it('closed late are late for those who helped, too', () => {
    const state = after(ofAction(march, courtyardAssigned), ofAction(april, closedLate))
    expect(figuresOf(state, hospital).actions.led).toEqual({ ...none, late: 1 })
    expect(figuresOf(state, chunyuan).actions.coLed).toEqual({ ...none, late: 1 })
  })
  it('are open again when they are reopened, and counted once when they are closed again, late', () => {
    const closing = [ofAction(march, courtyardAssigned), ofAction(april, courtyardClosed)]
    const open = after(...closing, ofAction(may, courtyardReopened))
    expect(figuresOf(open, hospital).actions.led).toEqual({ ...none, open: 1 })
    expect(figuresOf(open, hospital, { to: '2018-04' }).actions.led).toEqual(none)
    const closed = after(...closing, ofAction(may, courtyardReopened), ofAction(june, closedLate))
    expect(figuresOf(closed, hospital).actions.led).toEqual({ ...none, late: 1 })
    expect(figuresOf(closed, hospital, { from: '2018-06' }).actions.led).toEqual({ ...none, late: 1 })
    expect(figuresOf(closed, chunyuan).actions.coLed).toEqual({ ...none, late: 1 })
  })
  it('of one unit are each their own', () => {
    const state = after(
      ofAction(march, courtyardAssigned),
      ofAction(march, courtyardAssigned, uuid('a', 2)),
      ofAction(april, courtyardClosed),
    )
    expect(figuresOf(state, hospital).actions.led).toEqual({ open: 1, onTime: 1, late: 0 })
  })
})

describe('a period', () => {
  const state = after(
    inMeeting(march, adjourned),
    inMeeting(april, adjourned),
    inMeeting(june, adjourned),
    ofPledge(march, guardingReported),
    ofPledge(june, guardingReported),
  )
  const attended = (period?: Period) => figuresOf(state, hospital, period).meetings.attended

  it('is the sum of its months, the first and the last included', () => {
    expect(attended()).toBe(3)
    expect(attended({ from: '2018-03', to: '2018-04' })).toBe(2)
    expect(attended({ from: '2018-04' })).toBe(2)
    expect(attended({ to: '2018-05' })).toBe(2)
    expect(attended({ from: '2018-05', to: '2018-05' })).toBe(0)
    expect(attended({ from: '2018-06', to: '2018-03' })).toBe(0)
    expect(figuresOf(state, school).resources.delivered).toEqual({ personTime: { HUR: '10' } })
  })
  it('names its figures by their paths, a month each, in order', () => {
    const period = { unitId: hospital, figure: ['meetings', 'attended'], to: '2018-05' } as const
    expect(figurePaths(state, period)).toEqual([
      ['units', hospital, 'months', '2018-03', 'meetings', 'attended'],
      ['units', hospital, 'months', '2018-04', 'meetings', 'attended'],
    ])
    expect(figurePaths(state, { unitId: hospital, figure: [] }).map((path) => path.at(-1))).toEqual([
      '2018-03',
      '2018-04',
      '2018-06',
    ])
  })
  it.each([{ from: '2018-03-01' }, { to: '2018-3' }, { to: '2018' }, { from: '2018-13' }])(
    'is refused where it names what is no month: %j',
    (period) => {
      const refused = expect.objectContaining({
        code: 'invalid-input',
        details: expect.objectContaining({ what: 'period' }),
      })
      expect(() => figuresOf(state, hospital, period)).toThrow(refused)
      expect(() => figurePaths(state, { unitId: hospital, figure: [], ...period })).toThrow(refused)
    },
  )
  it('is asked of a unit by its id, however it is typed', () => {
    const id: string = hospital
    expect(figuresOf(state, id)).toEqual(figuresOf(state, hospital))
    expect(() => figuresOf(state, 'U02')).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })
  it('leads by each of its paths to a figure of that month', () => {
    for (const path of figurePaths(state, { unitId: hospital, figure: ['meetings', 'attended'] }))
      expect(
        path.reduce<unknown>((value, field) => Object.entries(value ?? {}).find(([key]) => key === field)?.[1], state),
      ).toBe(1)
  })
})

const anyStanding = fc.constantFrom('attended', 'excused', 'missed')
const anyAt = fc
  .date({ min: new Date('2018-01-01T00:00:00.000Z'), max: new Date('2019-12-31T00:00:00.000Z'), noInvalidDate: true })
  .map((date) => date.toISOString())
const anyHours = fc.nat({ max: 99_999_999 }).map((millionths) => hours(String((millionths + 1) / 1_000_000)))
const anyHappened: fc.Arbitrary<Happened> = fc.oneof(
  fc.tuple(anyAt, anyStanding).map(([at, standing]) => ({
    ...inMeeting(at, { type: 'MeetingAdjourned', data: { attendance: [{ unitId: school, standing }] } }),
  })),
  fc
    .tuple(anyAt, anyHours)
    .map(([at, quantity]) => ofPledge(at, { ...guardingReported, data: { ...guardingReported.data, quantity } })),
)

/** A month and the next. */
const anyTurn = fc.constantFrom(['2018-01', '2018-02'], ['2018-08', '2018-09'], ['2018-12', '2019-01'])

describe('sums', () => {
  it('over two neighbouring periods are the sum over both, wherever they meet', () => {
    fc.assert(
      fc.property(fc.array(anyHappened), anyTurn, (all, [last, next]) => {
        const state = after(...all)
        const halves = [figuresOf(state, school, { to: last }), figuresOf(state, school, { from: next })]
        const whole = figuresOf(state, school)
        expect(halves.reduce((sum, { meetings }) => sum + meetings.attended, 0)).toBe(whole.meetings.attended)
        expect(inMillionths(halves)).toBe(inMillionths([whole]))
      }),
    )
  })
})

function inMillionths(all: readonly DeepReadonly<ReturnType<typeof figuresOf>>[]): bigint {
  return all
    .map(({ resources }) => resources.delivered['personTime']?.['HUR'] ?? '0')
    .map((value) => value.split('.'))
    .reduce((sum, [whole = '0', rest = '']) => sum + BigInt(whole + rest.padEnd(6, '0')), 0n)
}
