import { eventBuilder } from '@lianxi/event-sourcing'
import { at } from '@lianxi/event-sourcing/testing'
import { describe, expect, it } from 'vitest'
import { convenor, convenorUnit, hospital, minute, people, school, speaksFor } from '../testing/cast.js'
import { events } from './events.js'
import { given, noticed } from './given.controls.js'
import {
  adjourned,
  chunyuanExcused,
  convened,
  emergencyPlanned,
  hospitalCame,
  hospitalLeft,
  notEnoughCame,
  noticeGiven,
  reportSettled,
  schoolCame,
  spring as meetingId,
  springPlanned,
} from './meeting.controls.js'
import { presentUnitsAt } from './rules.js'

const event = eventBuilder(events)

describe('coming and going', () => {
  const signIn = { type: 'SignIn', data: { meetingId, personRef: people[0], mode: 'inPerson' } } as const
  const signOut = { type: 'SignOut', data: { meetingId, personRef: people[0] } } as const
  const second = event('AttendanceRecorded', { ...hospitalCame.data, personRef: people[2], capacity: 'nonVoting' })

  it('the first person of a unit holds its vote, others are heard', () => {
    given(...noticed)
      .when(signIn)
      .then(hospitalCame)
    given(...noticed, hospitalCame)
      .when({ ...signIn, data: { ...signIn.data, personRef: people[2] } })
      .then(second)
  })
  it('nobody holds the vote of a unit that has none: an observer, or a suspended member', () => {
    const heard = event('AttendanceRecorded', { ...hospitalCame.data, capacity: 'nonVoting' })
    given(...noticed)
      .when({ ...signIn, facts: { votes: false } })
      .then(heard)
    given(...noticed, heard)
      .when({ ...signIn, facts: { votes: false } })
      .then()
    given(...noticed, heard)
      .when(signIn)
      .then(hospitalCame)
  })
  it('nobody comes before notice was given, but for an emergency once it was planned', () => {
    const given20 = [at(minute(0), springPlanned), at(minute(10), reportSettled), at(minute(20), noticeGiven)]
    given(...given20)
      .when({ ...signIn, at: minute(19) })
      .thenRejected('before-it-began', { began: minute(20) })
    given(...given20)
      .when({ ...signIn, at: minute(20) })
      .then(hospitalCame)
    given(at(minute(5), emergencyPlanned), at(minute(10), reportSettled), at(minute(20), noticeGiven))
      .when({ ...signIn, at: minute(19) })
      .then(hospitalCame)
  })
  it('an office holder comes for a unit too', () => {
    given(...noticed)
      .when({ ...signIn, by: convenor })
      .then(event('AttendanceRecorded', { ...hospitalCame.data, unitId: convenorUnit }))
  })
  it('who is in the room already comes in no second time', () => {
    given(...noticed, hospitalCame)
      .when(signIn)
      .then()
    given(...noticed, hospitalCame, second)
      .when({ ...signIn, data: { ...signIn.data, personRef: people[2] } })
      .then()
  })
  it('when the vote has left the room, one who was heard only takes it over by signing in again', () => {
    const takeOver = { ...signIn, data: { ...signIn.data, personRef: people[2] } }
    const left = [at(minute(10), hospitalCame), at(minute(10), second), at(minute(20), hospitalLeft)]
    given(...noticed, ...left)
      .when(takeOver)
      .then(event('AttendanceRecorded', { ...second.data, capacity: 'voting' }))
    given(...noticed, ...left)
      .when({ ...takeOver, at: minute(15) })
      .then()
  })
  it('who took over a vote and left is free to come for another unit', () => {
    const tookOver = event('AttendanceRecorded', { ...second.data, capacity: 'voting' })
    const gone = event('DepartureRecorded', { unitId: hospital, personRef: people[2] })
    given(...noticed, hospitalCame, second, hospitalLeft, tookOver, gone)
      .when({ ...signIn, data: { ...signIn.data, personRef: people[2] }, by: speaksFor(school) })
      .then(event('AttendanceRecorded', { ...second.data, unitId: school, capacity: 'voting' }))
  })
  it('nobody takes over a vote before they came', () => {
    const left = [at(minute(10), hospitalCame), at(minute(25), second), at(minute(20), hospitalLeft)]
    given(...noticed, ...left)
      .when({ ...signIn, data: { ...signIn.data, personRef: people[2] }, at: minute(24) })
      .thenRejected('before-it-began', { began: minute(25) })
  })
  it('a person comes for one unit at a time', () => {
    given(...noticed, hospitalCame)
      .when({ ...signIn, by: speaksFor(school) })
      .thenRejected('present-for-another-unit', { personRef: people[0], unitId: hospital })
    given(...noticed, hospitalCame, hospitalLeft)
      .when({ ...signIn, by: speaksFor(school) })
      .then(event('AttendanceRecorded', { ...hospitalCame.data, unitId: school }))
  })
  it('people gather once notice was given, for an emergency at once', () => {
    given(springPlanned, reportSettled).when(signIn).thenRejected('notice-not-given', { phase: 'agreed' })
    given(emergencyPlanned).when(signIn).then(hospitalCame)
  })
  it('late comers are let in while the meeting lasts, and not after', () => {
    given(...noticed, notEnoughCame)
      .when(signIn)
      .then(hospitalCame)
    given(...noticed, convened)
      .when(signIn)
      .then(hospitalCame)
    given(...noticed, convened, adjourned)
      .when(signIn)
      .thenRejected('adjourned')
  })
  it('who came may leave, once', () => {
    given(...noticed, hospitalCame)
      .when(signOut)
      .then(hospitalLeft)
    given(...noticed, hospitalCame, hospitalLeft)
      .when(signOut)
      .then()
    given(...noticed, hospitalCame, convened, adjourned)
      .when(signOut)
      .thenRejected('adjourned')
  })
  it('who never came cannot leave, nor before they came', () => {
    given(...noticed, schoolCame)
      .when({ ...signOut, data: { meetingId, personRef: people[1] } })
      .thenRejected('never-signed-in', { personRef: people[1] })
    given(...noticed, hospitalCame)
      .when({ ...signOut, at: minute(29) })
      .thenRejected('before-it-began', { began: minute(30) })
  })
  it('a unit is present while somebody holds its vote in the room', () => {
    const { state } = given(
      ...noticed,
      at(minute(40), hospitalCame),
      at(minute(41), second),
      at(minute(42), schoolCame),
      at(minute(50), hospitalLeft),
      at(minute(55), convened),
      at(minute(60), adjourned),
    )
    expect(presentUnitsAt(state, minute(39))).toEqual([])
    expect(presentUnitsAt(state, minute(41))).toEqual([hospital])
    expect(presentUnitsAt(state, minute(42))).toEqual([hospital, school])
    expect(presentUnitsAt(state, minute(50))).toEqual([school])
    expect(presentUnitsAt(state, minute(60))).toEqual([])
  })
})

describe('apologies', () => {
  const apologise = { type: 'SendApology', data: { meetingId, reason: 'flood watch' } } as const

  it('a unit excuses itself once, at any time before the end', () => {
    given(springPlanned).when(apologise).then(chunyuanExcused)
    given(springPlanned, chunyuanExcused).when(apologise).then()
    given(...noticed, convened)
      .when(apologise)
      .then(chunyuanExcused)
  })
  it('nobody is excused after the end', () => {
    given(...noticed, convened, adjourned)
      .when(apologise)
      .thenRejected('adjourned')
  })
})
