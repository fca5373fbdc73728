import { eventBuilder } from '@lianxi/event-sourcing'
import { at } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import type { UnitId } from '../ids.js'
import { hospital, kaiyuan, minute, school } from '../testing/cast.js'
import { events } from './events.js'
import { counted, failed, given, here } from './given.controls.js'
import {
  marchMeeting,
  parkingMotion as motionId,
  parkingMoved,
  parkingProposal,
  voteOpened,
} from './motion.controls.js'

const event = eventBuilder(events)

describe('consensus', () => {
  const record = (reached: boolean, dissenting: UnitId[] = []) =>
    ({ type: 'RecordConsensus', data: { motionId, reached, dissenting } }) as const
  const recorded = (reached: boolean, dissenting: UnitId[] = []) =>
    event('ConsensusRecorded', { reached, dissenting, ...counted })
  const adopted = event('ResolutionAdopted', { ...parkingProposal, by: 'consensus' })
  const moved = given(parkingMoved)

  it('a meeting of one mind adopts a motion without a vote', () => {
    moved.when(record(true)).then(recorded(true), adopted)
  })
  it('a motion that units dissent from fails, and they are named', () => {
    moved.when(record(false, [school])).then(recorded(false, [school]), failed('consensus'))
  })
  it('there is no consensus while a unit dissents', () => {
    moved.when(record(true, [school])).thenRejected('consensus-with-dissent', { dissenting: [school] })
  })
  it('too few units to decide are not of one mind, though all who are there agree', () => {
    const two = { ...here, present: [hospital, school] }
    moved.when({ ...record(true), facts: two }).thenRejected('quorum-not-present', { present: 2, needed: 3 })
    moved
      .when({ ...record(false, [school]), facts: two })
      .then(
        event('ConsensusRecorded', { ...recorded(false, [school]).data, present: two.present }),
        failed('consensus'),
      )
  })
  it('a charter without a quorum lets those who are there agree, however few', () => {
    const nobody = { present: [], entitled: 5, quorumNeeded: 0, charterVersion: 2 }
    moved
      .when({ ...record(true), facts: { inSession: true, ...nobody } })
      .then(event('ConsensusRecorded', { reached: true, dissenting: [], ...nobody }), adopted)
  })
  it('only who is present dissents, and once', () => {
    moved.when(record(false, [school, kaiyuan])).thenRejected('not-present', { unitId: kaiyuan })
    moved.when(record(false, [school, school])).thenRejected('named-twice', { id: school })
  })
  it('there is consensus only on a motion before a meeting in session', () => {
    given().when(record(true)).thenRejected('not-moved')
    moved
      .when({ ...record(true), facts: { ...here, inSession: false } })
      .thenRejected('not-in-session', { meetingId: marchMeeting })
    given(at(minute(50), parkingMoved))
      .when({ ...record(true), at: minute(49) })
      .thenRejected('before-it-began', { began: minute(50) })
  })
  it('a motion that is put to the vote is not decided by consensus', () => {
    given(parkingMoved, voteOpened).when(record(true)).thenRejected('vote-already-opened', { phase: 'voting' })
  })
  it('the same record again changes nothing, another is refused', () => {
    const decided = given(parkingMoved, recorded(false, [school, hospital]), failed('consensus'))
    decided.when(record(false, [hospital, school])).then()
    decided.when(record(false, [school])).thenRejected('already-decided', { outcome: 'failed' })
    decided.when(record(true)).thenRejected('already-decided', { outcome: 'failed' })
    decided
      .when({ type: 'DeclareResult', data: { motionId, outcome: 'adopted' } })
      .thenRejected('already-decided', { outcome: 'failed' })
  })
})
