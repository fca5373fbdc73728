import { eventBuilder } from '@lianxi/event-sourcing'
import { at } from '@lianxi/event-sourcing/testing'
import { describe, expect, it } from 'vitest'
import { chunyuan, convenorUnit, hospital, minute, school } from '../testing/cast.js'
import { events } from './events.js'
import { given, noticed } from './given.controls.js'
import {
  adjourned,
  chunyuanExcused,
  convened,
  emergencyPlanned,
  hospitalCame,
  hospitalLeft,
  majority,
  notEnoughCame,
  noticeGiven,
  reportSettled,
  schoolCame,
  spring as meetingId,
  springPlanned,
  threeUnits,
} from './meeting.controls.js'
import { inSessionAt } from './rules.js'

const event = eventBuilder(events)

describe('convening', () => {
  const convene = { type: 'ConveneMeeting', data: { meetingId } } as const

  it('a meeting begins when enough of the units with a vote are present, and records who was counted by which rule', () => {
    given(...noticed, schoolCame, hospitalCame)
      .when(convene)
      .then(convened)
  })
  it('a meeting that too few came to does not begin, and says so', () => {
    given(...noticed, hospitalCame)
      .when(convene)
      .then(notEnoughCame)
    given(...noticed, hospitalCame, schoolCame, hospitalLeft)
      .when(convene)
      .then(event('QuorumNotReached', { ...majority, present: [school], needed: 2 }))
  })
  it('who is present without a vote is not counted', () => {
    given(...noticed, hospitalCame, schoolCame)
      .when({ ...convene, facts: { ...majority, entitled: [hospital, chunyuan] } })
      .then(event('QuorumNotReached', { ...majority, entitled: [hospital, chunyuan], present: [hospital], needed: 2 }))
  })
  it('it begins after all when more have come', () => {
    given(...noticed, hospitalCame, notEnoughCame, schoolCame)
      .when(convene)
      .then(convened)
    given(...noticed, hospitalCame, notEnoughCame)
      .when(convene)
      .then(notEnoughCame)
  })
  it('an alliance without a quorum meets with whoever came', () => {
    const quorum = { kind: 'none' } as const
    given(...noticed, hospitalCame)
      .when({ ...convene, facts: { ...majority, quorum } })
      .then(event('MeetingConvened', { ...majority, quorum, present: [hospital], needed: 0 }))
  })
  it('a meeting begins once', () => {
    given(...noticed, hospitalCame, schoolCame, convened)
      .when(convene)
      .then()
    given(...noticed, convened, adjourned)
      .when(convene)
      .thenRejected('adjourned')
  })
  it('a meeting needs notice to begin, an emergency none', () => {
    given(springPlanned, reportSettled).when(convene).thenRejected('notice-not-given', { phase: 'agreed' })
    given(emergencyPlanned, hospitalCame, schoolCame).when(convene).then(convened)
  })
  it('a meeting is in session from its beginning to its end', () => {
    const { state } = given(...noticed, at(minute(40), convened), at(minute(60), adjourned))
    expect([39, 40, 59, 60].map((count) => inSessionAt(state, minute(count)))).toEqual([false, true, true, false])
    expect(inSessionAt(given(...noticed, notEnoughCame).state, minute(40))).toBe(false)
  })
  it('what it began with stays known', () => {
    const { state } = given(...noticed, convened, adjourned)
    expect(state.convened).toEqual({ entitled: threeUnits.entitled, needed: 2, charterVersion: 1 })
  })
  it('a meeting does not begin before notice of it was given', () => {
    given(at(minute(0), springPlanned), at(minute(10), reportSettled), at(minute(20), noticeGiven))
      .when({ type: 'ConveneMeeting', data: { meetingId }, at: minute(19) })
      .thenRejected('before-it-began', { began: minute(20) })
  })
})

describe('the end', () => {
  const adjourn = { type: 'AdjournMeeting', data: { meetingId } } as const

  it('at the end every unit with a vote has attended, was excused or missed the meeting', () => {
    given(...noticed, hospitalCame, hospitalLeft, schoolCame, chunyuanExcused, convened)
      .when({ ...adjourn, facts: { entitled: [school, chunyuan, hospital, convenorUnit] } })
      .then(
        event('MeetingAdjourned', {
          attendance: [
            { unitId: school, standing: 'attended' },
            { unitId: chunyuan, standing: 'excused' },
            { unitId: hospital, standing: 'attended' },
            { unitId: convenorUnit, standing: 'missed' },
          ],
        }),
      )
  })
  it('a unit that excused itself and came after all has attended', () => {
    given(
      ...noticed,
      event('ApologyRecorded', { unitId: hospital, reason: 'rounds' }),
      hospitalCame,
      schoolCame,
      convened,
    )
      .when(adjourn)
      .then(adjourned)
  })
  it('a meeting that never reached its quorum can end too', () => {
    given(...noticed, hospitalCame, schoolCame, hospitalLeft, notEnoughCame)
      .when(adjourn)
      .then(adjourned)
  })
  it('a meeting ends once, and only after it was called to order', () => {
    given(...noticed, convened, adjourned)
      .when(adjourn)
      .then()
    given(...noticed)
      .when(adjourn)
      .thenRejected('not-convened', { phase: 'noticed' })
  })
  it('a meeting does not end before it began', () => {
    given(...noticed, at(minute(40), convened))
      .when({ ...adjourn, at: minute(39) })
      .thenRejected('before-it-began', { began: minute(40) })
  })
})
