import { eventBuilder } from '@lianxi/event-sourcing'
import { describe, it } from 'vitest'
import { calendarDate } from '../calendar.js'
import { chunyuan, hospital, speaksFor } from '../testing/cast.js'
import {
  claimedInTime,
  claimedLate,
  completionUpheld,
  courtyard as actionId,
  courtyardAssigned,
  courtyardClosed,
  dayAfterDue,
  due,
  extensionGranted,
  extensionRequested,
  laterDue,
} from './action.controls.js'
import { events } from './events.js'
import { accepted, given } from './given.controls.js'

const event = eventBuilder(events)

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
