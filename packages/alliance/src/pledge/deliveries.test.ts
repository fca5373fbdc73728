import { eventBuilder } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { chunyuan, convenor, hospital, school, secretariat, speaksFor } from '../testing/cast.js'
import { events } from './events.js'
import {
  acknowledged,
  cancelled,
  committed,
  disputed,
  fulfilled,
  given,
  pledged,
  pledgedToAlliance,
  reported,
} from './given.controls.js'
import {
  firstDelivery,
  guarding as pledgeId,
  guardingAcknowledged,
  guardingCommitted,
  guardingDisputed,
  guardingReported,
  hours,
  secondDelivery,
} from './pledge.controls.js'

const event = eventBuilder(events)

describe('delivering', () => {
  const { deliveryId, quantity, evidence } = guardingReported.data
  const report = {
    type: 'ReportDelivery',
    data: { pledgeId, deliveryId, quantity, evidence: 'rota of March' },
  } as const
  const second = (value: string) => ({
    type: 'ReportDelivery' as const,
    data: { pledgeId, deliveryId: secondDelivery, quantity: hours(value) },
  })
  const secondReported = (value: string) =>
    event('DeliveryReported', {
      deliveryId: secondDelivery,
      unitId: school,
      kind: 'personTime',
      quantity: hours(value),
    })

  it('the giver reports what it gave', () => {
    given(...committed)
      .when(report)
      .then(guardingReported)
    given(...committed)
      .when(second('7.5'))
      .then(secondReported('7.5'))
  })
  it('the same report once more changes nothing, whatever became of it', () => {
    given(...reported)
      .when(report)
      .then()
    given(...acknowledged)
      .when(report)
      .then()
    given(...acknowledged, fulfilled)
      .when(report)
      .then()
  })
  it('another report under its id is refused', () => {
    expect(evidence).toBe('rota of March')
    for (const other of [{ quantity: hours('4') }, { evidence: 'rota of April' }]) {
      given(...reported)
        .when({ ...report, data: { ...report.data, ...other } })
        .thenRejected('delivery-id-taken', { deliveryId: firstDelivery })
    }
  })
  it('all reports together say no more than was committed', () => {
    given(...reported)
      .when(second('2.5'))
      .then(secondReported('2.5'))
    given(...reported)
      .when(second('2.500001'))
      .thenRejected('more-than-committed', { left: '2.5', measure: 'HUR' })
  })
  it('what was disputed, or acknowledged in part, may be made good', () => {
    given(...disputed)
      .when(second('7.5'))
      .then(secondReported('7.5'))
    given(...acknowledged)
      .when(second('2.7'))
      .then(secondReported('2.7'))
    given(...acknowledged)
      .when(second('2.8'))
      .thenRejected('more-than-committed', { left: '2.7', measure: 'HUR' })
  })
  it('nothing is delivered before it is committed, nor after the end', () => {
    given(...pledged)
      .when(report)
      .thenRejected('not-committed')
    given(...pledged, cancelled)
      .when(report)
      .thenRejected('pledge-ended', { phase: 'cancelled' })
    given(...committed, cancelled)
      .when(report)
      .thenRejected('pledge-ended', { phase: 'cancelled' })
    given().when(report).thenRejected('not-opened')
  })
  it('hours are not delivered in days, nor by another unit', () => {
    given(...committed)
      .when({ ...report, data: { ...report.data, quantity: { value: '1', unit: 'DAY' } } })
      .thenRejected('other-measure', { measure: 'HUR' })
    given(...committed)
      .when({ ...report, by: speaksFor(hospital) })
      .thenRejected('not-the-giver', { unitId: school })
  })
})

describe('acknowledging', () => {
  const acknowledge = {
    type: 'AcknowledgeDelivery',
    data: { pledgeId, deliveryId: firstDelivery, quantity: hours('4.8') },
  } as const
  const acknowledges = (quantity: { value: string; unit: string }) => ({
    ...acknowledge,
    data: { ...acknowledge.data, quantity },
  })

  it('the receiver says how much of a delivery it got, once', () => {
    given(...reported)
      .when(acknowledge)
      .then(guardingAcknowledged)
    given(...acknowledged)
      .when(acknowledge)
      .then()
    given(...acknowledged)
      .when(acknowledges(hours('5')))
      .thenRejected('already-acknowledged', { quantity: hours('4.8') })
  })
  it('it got no more than was reported, in the measure of the report', () => {
    given(...reported)
      .when(acknowledges(hours('5.1')))
      .thenRejected('more-than-reported', { quantity: hours('5') })
    given(...reported)
      .when(acknowledges({ value: '1', unit: 'DAY' }))
      .thenRejected('other-measure', { measure: 'HUR' })
  })
  it('nobody acknowledges to themselves, nor for the receiver', () => {
    for (const by of [speaksFor(school), secretariat, { role: 'convenor', unitId: chunyuan } as const]) {
      given(...reported)
        .when({ ...acknowledge, by })
        .thenRejected('not-the-receiver', { unitId: chunyuan })
    }
  })
  it('an office acknowledges for the alliance, where no unit receives', () => {
    const toAlliance = [pledgedToAlliance, guardingCommitted, guardingReported]
    given(...toAlliance)
      .when({ ...acknowledge, by: convenor })
      .then(guardingAcknowledged)
    given(...toAlliance)
      .when(acknowledge)
      .thenRejected('not-the-receiver', { unitId: null })
  })
  it('the giver does not acknowledge its own delivery from an office of the alliance', () => {
    given(pledgedToAlliance, guardingCommitted, guardingReported)
      .when({ ...acknowledge, by: { role: 'secretariat', unitId: school } })
      .thenRejected('own-delivery', { unitId: school })
  })
  it('there is no answer to what was not reported, or was disputed', () => {
    given(...committed)
      .when(acknowledge)
      .thenRejected('no-such-delivery', { deliveryId: firstDelivery })
    given(...disputed)
      .when(acknowledge)
      .thenRejected('already-disputed')
    given().when(acknowledge).thenRejected('not-opened')
  })
  it('nothing is acknowledged after the end', () => {
    given(...reported, cancelled)
      .when(acknowledge)
      .thenRejected('pledge-ended', { phase: 'cancelled' })
  })
  it('the pledge is fulfilled when all that was committed is acknowledged', () => {
    const last = { deliveryId: secondDelivery, unitId: school, kind: 'personTime', quantity: hours('2.7') } as const
    const lastReported = event('DeliveryReported', last)
    const lastAcknowledged = event('DeliveryAcknowledged', last)
    const answer = { ...acknowledge, data: { pledgeId, deliveryId: secondDelivery, quantity: hours('2.7') } }
    given(...acknowledged, lastReported)
      .when(answer)
      .then(lastAcknowledged, fulfilled)
    given(...acknowledged, lastReported)
      .when({ ...answer, data: { ...answer.data, quantity: hours('2.6') } })
      .then(event('DeliveryAcknowledged', { ...last, quantity: hours('2.6') }))
    given(...acknowledged, lastReported, lastAcknowledged, fulfilled)
      .when(answer)
      .then()
  })
})

describe('disputing', () => {
  const dispute = {
    type: 'DisputeDelivery',
    data: { pledgeId, deliveryId: firstDelivery, reason: 'nobody stood there' },
  } as const

  it('the receiver says that a delivery did not come', () => {
    given(...reported)
      .when(dispute)
      .then(guardingDisputed)
    given(...disputed)
      .when(dispute)
      .then()
    given(...reported)
      .when({ ...dispute, by: speaksFor(school) })
      .thenRejected('not-the-receiver', { unitId: chunyuan })
  })
  it('the giver does not dispute its own delivery from an office of the alliance, which another may', () => {
    const toAlliance = given(pledgedToAlliance, guardingCommitted, guardingReported)
    toAlliance.when({ ...dispute, by: convenor }).then(guardingDisputed)
    toAlliance
      .when({ ...dispute, by: { role: 'rotatingChair', unitId: school } })
      .thenRejected('own-delivery', { unitId: school })
  })
  it('what was acknowledged is not disputed, nor what ended', () => {
    given(...acknowledged)
      .when(dispute)
      .thenRejected('already-acknowledged', { quantity: hours('4.8') })
    given(...reported, cancelled)
      .when(dispute)
      .thenRejected('pledge-ended', { phase: 'cancelled' })
  })
})
