import { eventBuilder } from '@lianxi/event-sourcing'
import { at } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import { minute } from '../testing/cast.js'
import {
  claimedInTime,
  claimedLate,
  completionReturned,
  completionUpheld,
  courtyard as actionId,
  courtyardClosed,
  courtyardReopened,
  dayAfterDue,
  extensionGranted,
  extensionRequested,
  laterDue,
} from './action.controls.js'
import { events } from './events.js'
import { accepted, closed, given, verified } from './given.controls.js'

const event = eventBuilder(events)

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
