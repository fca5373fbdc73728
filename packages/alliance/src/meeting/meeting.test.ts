import { eventBuilder } from '@lianxi/event-sourcing'
import { at, type Asked } from '@lianxi/event-sourcing/testing'
import { describe, expect, it } from 'vitest'
import { minute, people } from '../testing/cast.js'
import { given } from './given.controls.js'
import {
  callClosed,
  convened,
  emergencyPlanned,
  noticeGiven,
  parking,
  parkingSettled,
  reportSettled,
  schoolGate,
  spring,
  springPlanned,
  topicsCalled,
} from './meeting.controls.js'
import { meeting } from './meeting.js'
import { callAt } from './rules.js'

const event = eventBuilder(meeting.events)
const meetingId = spring
const noticed = [springPlanned, reportSettled, noticeGiven]

describe('planning', () => {
  it('a meeting is planned once, with its kind and date', () => {
    given()
      .when({ type: 'PlanMeeting', data: { meetingId, ...springPlanned.data } })
      .then(springPlanned)
    given(springPlanned)
      .when({ type: 'PlanMeeting', data: { meetingId, ...springPlanned.data } })
      .thenRejected('already-planned', { phase: 'planned' })
  })
  const others: readonly Asked<typeof meeting.commands>[] = [
    { type: 'OpenTopicCall', data: { meetingId, closesAt: minute(60) } },
    { type: 'CloseTopicCall', data: { meetingId } },
    { type: 'SettleAgenda', data: { meetingId, items: [{ title: 'report' }] } },
    { type: 'GiveNotice', data: { meetingId, at: minute(200), place: 'hall' } },
    { type: 'SignIn', data: { meetingId, personRef: people[0], mode: 'inPerson' } },
    { type: 'SignOut', data: { meetingId, personRef: people[0] } },
    { type: 'SendApology', data: { meetingId, reason: 'ill' } },
    { type: 'ConveneMeeting', data: { meetingId } },
    { type: 'AdjournMeeting', data: { meetingId } },
  ]
  it.each(others)('nothing is done about a meeting that was not planned: $type', (command) => {
    given().when(command).thenRejected('not-planned')
  })
  it.each(others)('nothing is done about a meeting before it was planned: $type', (command) => {
    given(at(minute(20), springPlanned), at(minute(25), reportSettled), at(minute(25), noticeGiven))
      .when({ ...command, at: minute(19) })
      .thenRejected('before-it-began', { began: minute(20) })
  })
})

describe('the call for topics', () => {
  const open = { type: 'OpenTopicCall', data: { meetingId, closesAt: minute(60) } } as const
  const close = { type: 'CloseTopicCall', data: { meetingId } } as const

  it('topics are called for once, until an instant', () => {
    given(springPlanned).when(open).then(topicsCalled)
    given(springPlanned, topicsCalled).when(open).then()
    given(springPlanned, topicsCalled)
      .when({ ...open, data: { meetingId, closesAt: minute(70) } })
      .thenRejected('topics-called-before', { closesAt: minute(60) })
  })
  it('a call leaves time to propose', () => {
    given(springPlanned)
      .when({ ...open, at: minute(60) })
      .thenRejected('call-without-time', { closesAt: minute(60) })
  })
  it('no topics are called for once an agenda was settled without any', () => {
    given(springPlanned, reportSettled).when(open).thenRejected('too-late-for-a-call', { phase: 'agreed' })
  })
  it('a call is closed before its time, once', () => {
    given(springPlanned, topicsCalled).when(close).then(callClosed)
    given(springPlanned, topicsCalled, callClosed).when(close).then()
  })
  it('an emergency meeting that began during the call stays in session when the call is closed', () => {
    const { state } = given(emergencyPlanned, topicsCalled, convened, callClosed)
    expect(state.phase).toBe('inSession')
    expect(given(springPlanned, topicsCalled, callClosed).state.phase).toBe('called')
  })
  it('a call that ran out needs no closing', () => {
    given(springPlanned, topicsCalled)
      .when({ ...close, at: minute(60) })
      .then(callClosed)
    given(springPlanned, topicsCalled)
      .when({ ...close, at: minute(61) })
      .then()
  })
  it('what was not opened cannot be closed, nor before it was opened', () => {
    given(springPlanned).when(close).thenRejected('topics-not-called')
    given(springPlanned, topicsCalled)
      .when({ ...close, at: minute(29) })
      .thenRejected('before-it-began', { began: minute(30) })
  })
  it('units may propose from the opening up to the last instant of the call, or until it is closed', () => {
    const { state } = given(springPlanned, at(minute(10), topicsCalled))
    expect([9, 10, 60, 61].map((count) => callAt(state, minute(count)))).toEqual([
      'notOpened',
      'open',
      'open',
      'closed',
    ])
    const early = given(springPlanned, at(minute(10), topicsCalled), at(minute(20), callClosed)).state
    expect([9, 19, 20].map((count) => callAt(early, minute(count)))).toEqual(['notOpened', 'open', 'closed'])
    expect(callAt(given(springPlanned).state, minute(10))).toBe('notOpened')
  })
})

describe('the agenda', () => {
  const settle = { type: 'SettleAgenda' as const, data: { meetingId, items: [...parkingSettled.data.items] } }
  const settleReport = { type: 'SettleAgenda' as const, data: { meetingId, items: [...reportSettled.data.items] } }

  it('an agenda takes up topics once their call is closed, or has run out', () => {
    given(springPlanned, topicsCalled, callClosed).when(settle).then(parkingSettled)
    given(springPlanned, topicsCalled)
      .when({ ...settle, at: minute(61) })
      .then(parkingSettled)
  })
  it('an agenda without topics needs no call', () => {
    given(springPlanned).when(settleReport).then(reportSettled)
  })
  it('topics come onto an agenda through a call only', () => {
    given(springPlanned).when(settle).thenRejected('topics-not-called')
  })
  it('nothing is settled while units may still propose', () => {
    given(springPlanned, topicsCalled)
      .when(settleReport)
      .thenRejected('topic-call-open', { closesAt: minute(60) })
  })
  it('a topic stands on an agenda once', () => {
    const item = { topicId: parking, title: '错时停车' }
    given(springPlanned, topicsCalled, callClosed)
      .when({ type: 'SettleAgenda', data: { meetingId, items: [item, { title: 'report' }, item] } })
      .thenRejected('topic-twice', { topicId: parking })
  })
  it('an agenda is settled anew until notice was given', () => {
    given(springPlanned, topicsCalled, callClosed, reportSettled).when(settle).then(parkingSettled)
    given(...noticed)
      .when(settleReport)
      .thenRejected('agenda-fixed', { phase: 'noticed' })
  })
  it('an agenda that is settled anew names the topics that it takes off', () => {
    const both = [...parkingSettled.data.items, { topicId: schoolGate, title: 'school gate' }]
    given(springPlanned, topicsCalled, callClosed, event('AgendaSettled', { items: both }))
      .when(settle)
      .then(event('AgendaSettled', { items: parkingSettled.data.items, dropped: [schoolGate] }))
    given(springPlanned, topicsCalled, callClosed, parkingSettled)
      .when(settleReport)
      .then(event('AgendaSettled', { items: reportSettled.data.items, dropped: [parking] }))
  })
  it('an agenda has room for five hundred items', () => {
    const items = Array.from({ length: 500 }, (_, index) => ({ title: `item ${index}` }))
    given(springPlanned)
      .when({ type: 'SettleAgenda', data: { meetingId, items } })
      .then(event('AgendaSettled', { items }))
    expect(meeting.commands.SettleAgenda.data.safeParse({ meetingId, items: [...items, ...items] }).success).toBe(false)
  })
  it('the last agenda says which topics the meeting takes up', () => {
    expect(given(springPlanned, topicsCalled, callClosed, parkingSettled).state.topicIds).toEqual([parking])
    expect(given(springPlanned, topicsCalled, callClosed, parkingSettled, reportSettled).state.topicIds).toEqual([])
  })
})

describe('notice', () => {
  const notify = { type: 'GiveNotice', data: { meetingId, at: minute(200), place: 'service centre' } } as const

  it('notice goes to every unit with a vote', () => {
    given(springPlanned, reportSettled).when(notify).then(noticeGiven)
  })
  it('notice names an agenda', () => {
    given(springPlanned).when(notify).thenRejected('agenda-not-settled', { phase: 'planned' })
  })
  it('notice is given once', () => {
    given(...noticed)
      .when(notify)
      .then()
    given(...noticed)
      .when({ ...notify, data: { ...notify.data, place: 'school hall' } })
      .thenRejected('notice-given-before', { at: minute(200), place: 'service centre' })
  })
  it('notice comes before the meeting', () => {
    given(springPlanned, reportSettled)
      .when({ ...notify, at: minute(201) })
      .thenRejected('notice-after-the-meeting', { at: minute(200) })
    given(springPlanned, reportSettled)
      .when({ ...notify, at: minute(200) })
      .then(noticeGiven)
  })
  it('nobody gives notice of an emergency meeting that has begun', () => {
    given(emergencyPlanned, convened).when(notify).thenRejected('too-late-for-notice', { phase: 'inSession' })
  })
})
