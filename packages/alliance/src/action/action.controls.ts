// Example events of actions, for tests here and in apps.
import { eventBuilder } from '@lianxi/event-sourcing'
import { calendarDate } from '../calendar.js'
import { actionId, motionId } from '../ids.js'
import { chunyuan, hospital, uuid } from '../testing/cast.js'
import { events } from './events.js'

const event = eventBuilder(events)

export const courtyard = actionId.parse(uuid('a', 1))
export const parkingResolution = motionId.parse(uuid('o', 1))

/** The courtyard is to be open by the 30th of March. */
export const due = calendarDate.parse('2018-03-30')
export const dayAfterDue = calendarDate.parse('2018-03-31')
export const laterDue = calendarDate.parse('2018-04-20')

/** The hospital leads, one community helps. */
export const courtyardAssigned = event('ActionAssigned', {
  motionId: parkingResolution,
  leadUnitId: hospital,
  coUnitIds: [chunyuan],
  deliverable: '40 parking spaces, 18:00 to 08:00',
  dueOn: due,
})
export const courtyardAccepted = event('ActionAccepted', { unitId: hospital })
export const extensionRequested = event('ExtensionRequested', { to: laterDue, reason: 'the gate is still on order' })
export const extensionGranted = event('ExtensionGranted', { dueOn: laterDue })

const evidence = 'Photographs of the gate and the signs'
export const claimedInTime = event('CompletionClaimed', {
  unitId: hospital,
  evidence,
  on: due,
  dueOn: due,
  late: false,
})
export const claimedLate = event('CompletionClaimed', {
  unitId: hospital,
  evidence,
  on: dayAfterDue,
  dueOn: due,
  late: true,
})
export const completionUpheld = event('CompletionUpheld', { finding: 'The courtyard is open' })
export const completionReturned = event('CompletionReturned', { finding: 'The gate is shut' })
export const courtyardClosed = event('ActionClosed', {
  leadUnitId: hospital,
  coUnitIds: [chunyuan],
  dueOn: due,
  firstDueOn: due,
  completedOn: due,
  late: false,
})
export const courtyardReopened = event('ActionReopened', {
  ground: 'The gate has been shut since May',
  dueOn: laterDue,
  leadUnitId: hospital,
  coUnitIds: [chunyuan],
})
