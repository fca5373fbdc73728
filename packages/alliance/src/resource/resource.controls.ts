// Example events of offers and needs, for tests here and in apps.
import { eventBuilder } from '@lianxi/event-sourcing'
import { calendarDate } from '../calendar.js'
import { pledgeId, resourceId } from '../ids.js'
import { quantity } from '../quantity.js'
import { chunyuan, hospital, school, uuid } from '../testing/cast.js'
import { events } from './events.js'

const event = eventBuilder(events)

/** The school's parking places, and the uniforms that a community needs. */
export const nightParking = resourceId.parse(uuid('r', 1))
export const uniforms = resourceId.parse(uuid('r', 2))
export const [firstPledge, secondPledge] = [pledgeId.parse(uuid('p', 1)), pledgeId.parse(uuid('p', 2))] as const

export function parkingSpaces(value: string) {
  return quantity.parse({ value, unit: 'x:parkingSpace' })
}

export function pieces(value: string) {
  return quantity.parse({ value, unit: 'H87' })
}

export const parkingOffered = event('OfferListed', {
  unitId: school,
  kind: 'venue',
  title: '夜间车位 20:00-07:30',
  quantity: parkingSpaces('40'),
  until: calendarDate.parse('2018-12-31'),
  conditions: 'not on the day of an examination',
})

export const uniformsNeeded = event('NeedListed', {
  unitId: chunyuan,
  kind: 'goods',
  title: '校服',
  quantity: pieces('532'),
  needBy: calendarDate.parse('2018-09-01'),
})

/** A need of the alliance itself. */
export const guideNeeded = event('NeedListed', {
  kind: 'personTime',
  title: '护学岗',
  quantity: quantity.parse({ value: '7.5', unit: 'HUR' }),
})

export const parkingClaimed = event('OfferClaimed', {
  pledgeId: firstPledge,
  unitId: chunyuan,
  quantity: parkingSpaces('30'),
})

export const parkingClaimAccepted = event('ClaimAccepted', {
  pledgeId: firstPledge,
  unitId: school,
  receiverUnitId: chunyuan,
  kind: 'venue',
  title: '夜间车位 20:00-07:30',
  quantity: parkingSpaces('30'),
})

export const uniformsClaimed = event('NeedClaimed', {
  pledgeId: secondPledge,
  unitId: hospital,
  quantity: pieces('200'),
})
