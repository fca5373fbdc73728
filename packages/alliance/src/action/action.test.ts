import { eventBuilder } from '@lianxi/event-sourcing'
import { at, scenarios } from '@lianxi/event-sourcing/testing'
import { describe, expect, it } from 'vitest'
import { calendarDate } from '../calendar.js'
import { motionId } from '../ids.js'
import {
  chunyuan,
  convenor,
  engineActor,
  hospital,
  minute,
  school,
  secretariat,
  speaksFor,
  uuid,
} from '../testing/cast.js'
import {
  claimedInTime,
  claimedLate,
  completionReturned,
  completionUpheld,
  courtyard,
  courtyardAccepted,
  courtyardAssigned,
  courtyardClosed,
  courtyardReopened,
  dayAfterDue,
  due,
  extensionGranted,
  extensionRequested,
  laterDue,
} from './action.controls.js'
import { action } from './action.js'
import { commands } from './commands.js'
import { events } from './events.js'

const event = eventBuilder(events)
const actionId = courtyard
const given = scenarios(action, {
  at: minute(100),
  by: {
    AssignAction: engineActor,
    AcceptAction: speaksFor(hospital),
    ReportProgress: speaksFor(hospital),
    RequestExtension: speaksFor(hospital),
    DecideExtension: convenor,
    ClaimCompletion: speaksFor(hospital),
    VerifyCompletion: speaksFor(school),
    CloseAction: secretariat,
    ReopenAction: convenor,
  },
  facts: { RequestExtension: { today: due }, ClaimCompletion: { today: due } },
})
const accepted = [courtyardAssigned, courtyardAccepted] as const
const verified = [...accepted, claimedInTime, completionUpheld] as const
const closed = [...verified, courtyardClosed] as const

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

describe('asking for more time', () => {
  const ask = { type: 'RequestExtension', data: { actionId, ...extensionRequested.data } } as const
  const answer = (granted: boolean) => ({ type: 'DecideExtension', data: { actionId, granted } }) as const

  it('the lead unit asks for a later due date, on the due date at the latest', () => {
    given(...accepted)
      .when(ask)
      .then(extensionRequested)
    given(...accepted)
      .when({ ...ask, facts: { today: dayAfterDue } })
      .thenRejected('asked-after-expiry', { dueOn: due, today: dayAfterDue })
    given(...accepted)
      .when({ ...ask, by: speaksFor(chunyuan) })
      .thenRejected('not-the-lead', { leadUnitId: hospital })
  })
  it('it asks for a date that is later than the one in force', () => {
    given(...accepted)
      .when({ ...ask, data: { ...ask.data, to: due } })
      .thenRejected('not-later', { dueOn: due })
  })
  it('it asks for one date at a time', () => {
    given(...accepted, extensionRequested)
      .when(ask)
      .thenRejected('extension-already-asked', { to: laterDue })
  })
  it('it asks once it has accepted the action', () => {
    given(courtyardAssigned).when(ask).thenRejected('not-in-hand', { phase: 'assigned' })
  })
  it('what was asked in time may be granted after the due date, or refused with or without a reason', () => {
    const asked = given(...accepted, extensionRequested)
    asked.when(answer(true)).then(extensionGranted)
    asked.when(answer(false)).then(event('ExtensionRefused', {}))
    asked
      .when({ type: 'DecideExtension', data: { actionId, granted: false, reason: 'Twice is enough' } })
      .then(event('ExtensionRefused', { reason: 'Twice is enough' }))
  })
  it('it may still be granted while the claim that the work is done is looked into', () => {
    given(...accepted, extensionRequested, claimedLate)
      .when(answer(true))
      .then(extensionGranted)
  })
  it('what nobody asked, or was decided, is not decided', () => {
    given(...accepted)
      .when(answer(true))
      .thenRejected('no-extension-asked')
    given(...accepted, extensionRequested, extensionGranted)
      .when(answer(false))
      .thenRejected('no-extension-asked')
    given(...accepted, extensionRequested, event('ExtensionRefused', {}))
      .when(answer(true))
      .thenRejected('no-extension-asked')
    given(...accepted, extensionRequested, claimedInTime, completionUpheld, courtyardClosed)
      .when(answer(true))
      .thenRejected('no-extension-asked')
  })
  it('after an extension the new date counts, and after a refusal the former', () => {
    const later = { ...ask, facts: { today: dayAfterDue } }
    const to = calendarDate.parse('2018-05-20')
    given(...accepted, extensionRequested, extensionGranted)
      .when({ ...later, data: { ...ask.data, to } })
      .then(event('ExtensionRequested', { ...extensionRequested.data, to }))
    given(...accepted, extensionRequested, extensionGranted)
      .when(later)
      .thenRejected('not-later', { dueOn: laterDue })
    given(...accepted, extensionRequested, event('ExtensionRefused', {}))
      .when(later)
      .thenRejected('asked-after-expiry', { dueOn: due, today: dayAfterDue })
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

describe('closing', () => {
  const close = { type: 'CloseAction', data: { actionId } } as const

  it('verified work is closed, once', () => {
    given(...verified)
      .when(close)
      .then(courtyardClosed)
    given(...closed)
      .when(close)
      .then()
  })
  it('work that nobody verified is not closed', () => {
    given().when(close).thenRejected('not-assigned')
    given(...accepted)
      .when(close)
      .thenRejected('not-verified', { phase: 'accepted' })
    given(...accepted, claimedInTime)
      .when(close)
      .thenRejected('not-verified', { phase: 'claimed' })
  })
  it('nothing is closed before it was verified', () => {
    given(...accepted, claimedInTime, at(minute(101), completionUpheld))
      .when(close)
      .thenRejected('before-it-began', { began: minute(101) })
  })
  it('work that came late is closed as late', () => {
    given(...accepted, claimedLate, completionUpheld)
      .when(close)
      .then(event('ActionClosed', { ...courtyardClosed.data, completedOn: dayAfterDue, late: true }))
  })
  it('work that was returned when it came late is in time once it is done within the date that was granted', () => {
    const claimedByThen = event('CompletionClaimed', { ...claimedLate.data, dueOn: laterDue, late: false })
    const returned = [...accepted, extensionRequested, claimedLate, completionReturned]
    given(...returned, extensionGranted, claimedByThen, completionUpheld)
      .when(close)
      .then(event('ActionClosed', { ...courtyardClosed.data, dueOn: laterDue, completedOn: dayAfterDue }))
  })
  it('an extension that was granted keeps it in time, and the first due date stays known', () => {
    const claimedByThen = event('CompletionClaimed', { ...claimedLate.data, dueOn: laterDue, late: false })
    given(...accepted, extensionRequested, extensionGranted, claimedByThen, completionUpheld)
      .when(close)
      .then(event('ActionClosed', { ...courtyardClosed.data, dueOn: laterDue, completedOn: dayAfterDue }))
  })
})

describe('reopening', () => {
  const reopen = {
    type: 'ReopenAction',
    data: { actionId, ground: courtyardReopened.data.ground, dueOn: laterDue },
  } as const
  const close = { type: 'CloseAction', data: { actionId } } as const

  it('closed work is reopened with a due date of its own', () => {
    given(...closed)
      .when(reopen)
      .then(courtyardReopened)
  })
  it('only closed work is reopened', () => {
    given().when(reopen).thenRejected('not-assigned')
    given(...verified)
      .when(reopen)
      .thenRejected('not-closed', { phase: 'verified' })
    given(...verified, at(minute(101), courtyardClosed))
      .when(reopen)
      .thenRejected('before-it-began', { began: minute(101) })
  })
  it('reopened work is in hand again: it is claimed, verified and closed anew', () => {
    const again = event('CompletionClaimed', { ...claimedInTime.data, on: dayAfterDue, dueOn: laterDue })
    given(...closed, courtyardReopened)
      .when(close)
      .thenRejected('not-verified', { phase: 'accepted' })
    given(...closed, courtyardReopened)
      .when({
        type: 'ClaimCompletion',
        data: { actionId, evidence: again.data.evidence },
        facts: { today: dayAfterDue },
      })
      .then(again)
    given(...closed, courtyardReopened, again, completionUpheld)
      .when(close)
      .then(event('ActionClosed', { ...courtyardClosed.data, dueOn: laterDue, completedOn: dayAfterDue }))
  })
  it('work that was late before it was reopened stays late', () => {
    const lateClosing = event('ActionClosed', { ...courtyardClosed.data, completedOn: dayAfterDue, late: true })
    const again = event('CompletionClaimed', { ...claimedInTime.data, on: dayAfterDue, dueOn: laterDue })
    given(...accepted, claimedLate, completionUpheld, lateClosing, courtyardReopened, again, completionUpheld)
      .when(close)
      .then(event('ActionClosed', { ...lateClosing.data, dueOn: laterDue }))
  })
})
