import { eventBuilder } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { courtyardAssigned, courtyardClosed, courtyardReopened } from '../action/action.controls.js'
import { events as actionEvents } from '../action/events.js'
import { events as issueEvents } from '../issue/events.js'
import { parkingFixed, parkingRaised } from '../issue/issue.controls.js'
import { events as meetingEvents } from '../meeting/events.js'
import { adjourned } from '../meeting/meeting.controls.js'
import { adoptedByVote } from '../motion/motion.controls.js'
import {
  guardingAcknowledged,
  guardingCommitted,
  guardingDisputed,
  guardingPledged,
  guardingReported,
  hours,
} from '../pledge/pledge.controls.js'
import { chunyuan, hospital, school, uuid } from '../testing/cast.js'
import {
  after,
  april,
  inMeeting,
  june,
  march,
  may,
  ofAction,
  ofIssue,
  ofMotion,
  ofPledge,
  ofTopic,
  type Happened,
} from '../testing/test-happened.js'
import { parkingProposed } from '../topic/topic.controls.js'
import { figuresOf } from './contributions.js'
import { noFigures } from './figures.js'

const meeting = eventBuilder(meetingEvents)
const issue = eventBuilder(issueEvents)
const action = eventBuilder(actionEvents)

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
