// Example events of a pledge, for tests here and in apps.
import { eventBuilder } from '@lianxi/event-sourcing'
import { deliveryId, pledgeId, resourceId } from '../ids.js'
import { quantity } from '../quantity.js'
import { chunyuan, school, uuid } from '../testing/cast.js'
import { events } from './events.js'

const event = eventBuilder(events)

/** The school's hours of guarding, pledged to a community. */
export const guarding = pledgeId.parse(uuid('p', 7))
export const guardingOffer = resourceId.parse(uuid('r', 7))
export const [firstDelivery, secondDelivery] = [deliveryId.parse(uuid('d', 1)), deliveryId.parse(uuid('d', 2))] as const

export function hours(value: string) {
  return quantity.parse({ value, unit: 'HUR' })
}

export const guardingPledged = event('PledgeOpened', {
  resourceId: guardingOffer,
  unitId: school,
  receiverUnitId: chunyuan,
  kind: 'personTime',
  title: '护学岗',
  quantity: hours('10'),
})

export const guardingCommitted = event('PledgeCommitted', {
  unitId: school,
  kind: 'personTime',
  quantity: hours('7.5'),
})

export const guardingReported = event('DeliveryReported', {
  deliveryId: firstDelivery,
  unitId: school,
  kind: 'personTime',
  quantity: hours('5'),
  evidence: 'rota of March',
})

export const guardingAcknowledged = event('DeliveryAcknowledged', {
  deliveryId: firstDelivery,
  unitId: school,
  kind: 'personTime',
  quantity: hours('4.8'),
})

export const guardingDisputed = event('DeliveryDisputed', {
  deliveryId: firstDelivery,
  unitId: school,
  reason: 'nobody stood there',
})

export const guardingDefaulted = event('PledgeDefaulted', {
  resourceId: guardingOffer,
  unitId: school,
  used: '4.8',
  reason: 'the guards were called away',
  shortfall: hours('2.7'),
})
