import { eventBuilder } from '@lianxi/event-sourcing'
import { at } from '@lianxi/event-sourcing/testing'
import { describe, expect, it } from 'vitest'
import { motionId } from '../ids.js'
import { chunyuan, hospital, minute, school, speaksFor, uuid } from '../testing/cast.js'
import {
  claimedInTime,
  claimedLate,
  completionReturned,
  completionUpheld,
  courtyard as actionId,
  courtyardAccepted,
  courtyardAssigned,
  dayAfterDue,
  extensionGranted,
  extensionRequested,
  laterDue,
} from './action.controls.js'
import { commands } from './commands.js'
import { events } from './events.js'
import { accepted, closed, given, verified } from './given.controls.js'

const event = eventBuilder(events)

describe('assigning and accepting', () => {
  const data = { ...courtyardAssigned.data, coUnitIds: [chunyuan], actionId }
  const assign = { type: 'AssignAction' as const, data }
  const accept = { type: 'AcceptAction', data: { actionId } } as const

  it('a resolution assigns an action', () => {
    given().when(assign).then(courtyardAssigned)
  })
  it('an action is assigned once, by one resolution', () => {
    const other = motionId.parse(uuid('o', 2))
    given(courtyardAssigned).when(assign).then()
    given(courtyardAssigned)
      .when({ ...assign, data: { ...assign.data, motionId: other } })
      .thenRejected('already-assigned', { motionId: courtyardAssigned.data.motionId })
  })
  it('the lead unit accepts it, and nobody for the lead unit', () => {
    given(courtyardAssigned).when(accept).then(courtyardAccepted)
    given(courtyardAssigned)
      .when({ ...accept, by: speaksFor(chunyuan) })
      .thenRejected('not-the-lead', { leadUnitId: hospital })
  })
  it('what was accepted stays accepted', () => {
    given(...accepted)
      .when(accept)
      .then()
    given(...closed)
      .when(accept)
      .then()
  })
  it('nothing is accepted before it was assigned', () => {
    given().when(accept).thenRejected('not-assigned')
    given(at(minute(50), courtyardAssigned))
      .when({ ...accept, at: minute(49) })
      .thenRejected('before-it-began', { began: minute(50) })
  })
})

describe('reporting progress', () => {
  const report = { type: 'ReportProgress', data: { actionId, narrative: 'The signs are up', percent: 40 } } as const
  const reported = event('ProgressReported', { unitId: hospital, narrative: 'The signs are up', percent: 40 })

  it('the lead unit and those that help say how far they are', () => {
    given(...accepted)
      .when(report)
      .then(reported)
    given(...accepted)
      .when({ ...report, by: speaksFor(chunyuan) })
      .then(event('ProgressReported', { ...reported.data, unitId: chunyuan }))
    given(...accepted)
      .when({ ...report, by: speaksFor(school) })
      .thenRejected('not-taking-part', { unitId: school })
  })
  it('work may turn out to be less far than was said, or be told without a figure', () => {
    given(...accepted, event('ProgressReported', { ...reported.data, percent: 90 }))
      .when(report)
      .then(reported)
    given(...accepted)
      .when({ type: 'ReportProgress', data: { actionId, narrative: 'Waiting for the gate' } })
      .then(event('ProgressReported', { unitId: hospital, narrative: 'Waiting for the gate' }))
  })
  it('there is no progress on work that nobody accepted, that is claimed to be done, or that is closed', () => {
    given(courtyardAssigned).when(report).thenRejected('not-in-hand', { phase: 'assigned' })
    given(...accepted, claimedInTime)
      .when(report)
      .thenRejected('not-in-hand', { phase: 'claimed' })
    given(...closed)
      .when(report)
      .thenRejected('not-in-hand', { phase: 'closed' })
    given().when(report).thenRejected('not-assigned')
  })
})

describe('what is said of work', () => {
  const before = { at: minute(49) }
  const inHand = given(at(minute(10), courtyardAssigned), at(minute(50), courtyardAccepted))

  it('is not said of a time before it was in hand', () => {
    inHand
      .when({ type: 'ReportProgress', data: { actionId, narrative: 'The signs are up' }, ...before })
      .thenRejected('before-it-began', { began: minute(50) })
    inHand
      .when({ type: 'RequestExtension', data: { actionId, ...extensionRequested.data }, ...before })
      .thenRejected('before-it-began', { began: minute(50) })
  })
})

describe('saying that it is done', () => {
  const claim = { type: 'ClaimCompletion', data: { actionId, evidence: claimedInTime.data.evidence } } as const

  it('the lead unit says so, on the due date in time', () => {
    given(...accepted)
      .when(claim)
      .then(claimedInTime)
    given(...accepted)
      .when({ ...claim, by: speaksFor(chunyuan) })
      .thenRejected('not-the-lead', { leadUnitId: hospital })
  })
  it('a day later it is late, unless an extension was granted', () => {
    const late = { ...claim, facts: { today: dayAfterDue } }
    given(...accepted)
      .when(late)
      .then(claimedLate)
    given(...accepted, extensionRequested)
      .when(late)
      .then(claimedLate)
    given(...accepted, extensionRequested, extensionGranted)
      .when(late)
      .then(event('CompletionClaimed', { ...claimedLate.data, dueOn: laterDue, late: false }))
  })
  it('it says so of work that it has in hand', () => {
    given().when(claim).thenRejected('not-assigned')
    given(courtyardAssigned).when(claim).thenRejected('not-in-hand', { phase: 'assigned' })
    given(...accepted, claimedInTime)
      .when(claim)
      .thenRejected('not-in-hand', { phase: 'claimed' })
    given(...accepted, claimedInTime, completionReturned)
      .when(claim)
      .then(claimedInTime)
    given(courtyardAssigned, at(minute(50), courtyardAccepted))
      .when({ ...claim, at: minute(49) })
      .thenRejected('before-it-began', { began: minute(50) })
  })
})

describe('verifying', () => {
  const verify = (upheld: boolean) => {
    const { finding } = (upheld ? completionUpheld : completionReturned).data
    return { type: 'VerifyCompletion', data: { actionId, upheld, finding } } as const
  }
  const claimed = given(...accepted, claimedInTime)

  it('another unit or an office finds it done, or returns it', () => {
    claimed.when(verify(true)).then(completionUpheld)
    claimed.when(verify(false)).then(completionReturned)
    claimed.when({ ...verify(true), by: { role: 'verifier' } }).then(completionUpheld)
    claimed.when({ ...verify(true), by: speaksFor(chunyuan) }).then(completionUpheld)
  })
  it('the lead unit does not verify its own work, whatever office it speaks from', () => {
    claimed.when({ ...verify(true), by: speaksFor(hospital) }).thenRejected('own-work', { unitId: hospital })
    claimed
      .when({ ...verify(true), by: { role: 'verifier', unitId: hospital } })
      .thenRejected('own-work', { unitId: hospital })
  })
  it('who verifies for a unit says for which', () => {
    expect(commands.VerifyCompletion.by.safeParse({ role: 'memberRepresentative' }).success).toBe(false)
  })
  it('only what is claimed is verified, and once', () => {
    given().when(verify(true)).thenRejected('not-assigned')
    given(...accepted)
      .when(verify(true))
      .thenRejected('not-claimed', { phase: 'accepted' })
    given(...verified)
      .when(verify(true))
      .thenRejected('not-claimed', { phase: 'verified' })
    given(...accepted, claimedInTime, completionReturned)
      .when(verify(true))
      .thenRejected('not-claimed', { phase: 'accepted' })
  })
  it('nothing is verified before it was claimed', () => {
    given(...accepted, at(minute(101), claimedInTime))
      .when(verify(true))
      .thenRejected('before-it-began', { began: minute(101) })
  })
})
