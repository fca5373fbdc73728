import { eventBuilder } from '@lianxi/event-sourcing'
import { scenarios } from '@lianxi/event-sourcing/testing'
import { describe, expect, it } from 'vitest'
import { resourceId } from '../ids.js'
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
import { commands } from './commands.js'
import { events } from './events.js'
import {
  firstDelivery,
  guarding as pledgeId,
  guardingAcknowledged,
  guardingCommitted,
  guardingDefaulted,
  guardingDisputed,
  guardingOffer,
  guardingPledged,
  guardingReported,
  hours,
  secondDelivery,
} from './pledge.controls.js'
import { pledge } from './pledge.js'

const event = eventBuilder(events)
const given = scenarios(pledge, {
  at: minute(100),
  by: {
    OpenPledge: engineActor,
    CommitPledge: speaksFor(school),
    ReportDelivery: speaksFor(school),
    AcknowledgeDelivery: speaksFor(chunyuan),
    DisputeDelivery: speaksFor(chunyuan),
    CancelPledge: speaksFor(school),
    DefaultPledge: secretariat,
  },
})

const { receiverUnitId: _, ...forTheAlliance } = guardingPledged.data
const pledgedToAlliance = event('PledgeOpened', forTheAlliance)
const pledged = [guardingPledged]
const committed = [guardingPledged, guardingCommitted]
const reported = [...committed, guardingReported]
const acknowledged = [...reported, guardingAcknowledged]
const disputed = [...reported, guardingDisputed]
const ending = { resourceId: guardingOffer, unitId: school }
const cancelled = event('PledgeCancelled', { ...ending, used: '0', reason: 'moved' })
const fulfilled = event('PledgeFulfilled', { ...ending, used: '7.5', acknowledged: hours('7.5') })

describe('opening a pledge', () => {
  const open = { type: 'OpenPledge', data: { pledgeId, ...guardingPledged.data } } as const

  it('an accepted claim opens it, once', () => {
    given().when(open).then(guardingPledged)
    given(...pledged)
      .when(open)
      .then()
  })
  it('a need of the alliance is met without a receiving unit', () => {
    given()
      .when({ type: 'OpenPledge', data: { pledgeId, ...forTheAlliance } })
      .then(pledgedToAlliance)
  })
  it('one pledge does not serve two offers: the claim on the second opens none, and that is known', () => {
    const other = resourceId.parse(uuid('r', 8))
    const again = { ...open, data: { ...open.data, resourceId: other } }
    const notOpened = event('PledgeNotOpened', { resourceId: other, unitId: school })
    given(...pledged)
      .when(again)
      .then(notOpened)
    given(...pledged, notOpened)
      .when(again)
      .then()
    given(...acknowledged, fulfilled)
      .when(again)
      .then(notOpened)
  })
  it('only a reaction opens a pledge', () => {
    expect(commands.OpenPledge.by.safeParse(speaksFor(school)).success).toBe(false)
  })
})

describe('committing', () => {
  const commit = { type: 'CommitPledge', data: { pledgeId, quantity: hours('7.5') } } as const
  const commits = (quantity: { value: string; unit: string }) => ({ ...commit, data: { pledgeId, quantity } })

  it('the giver binds itself to as much as it pledged, or less', () => {
    given(...pledged)
      .when(commit)
      .then(guardingCommitted)
    given(...pledged)
      .when(commits(hours('10')))
      .then(event('PledgeCommitted', { ...guardingCommitted.data, quantity: hours('10') }))
  })
  it('nobody commits more than was pledged, nor in another measure', () => {
    given(...pledged)
      .when(commits(hours('10.000001')))
      .thenRejected('more-than-pledged', { quantity: hours('10') })
    given(...pledged)
      .when(commits({ value: '1', unit: 'DAY' }))
      .thenRejected('other-measure', { measure: 'HUR' })
  })
  it('a commitment is made once, and stands', () => {
    given(...committed)
      .when(commit)
      .then()
    given(...committed)
      .when(commits(hours('8')))
      .thenRejected('already-committed', { quantity: hours('7.5') })
  })
  it('nobody commits for the giver, nor what nobody pledged', () => {
    given(...pledged)
      .when({ ...commit, by: speaksFor(chunyuan) })
      .thenRejected('not-the-giver', { unitId: school })
    given().when(commit).thenRejected('not-opened')
  })
  it('what was cancelled is not committed any more', () => {
    given(...pledged, cancelled)
      .when(commit)
      .thenRejected('pledge-ended', { phase: 'cancelled' })
  })
})

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

describe('ending a pledge early', () => {
  const cancel = { type: 'CancelPledge', data: { pledgeId, reason: 'moved' } } as const
  const reason = guardingDefaulted.data.reason
  const fail = { type: 'DefaultPledge', data: { pledgeId, reason } } as const

  it('either side calls it off, and what was acknowledged stays used', () => {
    given(...pledged)
      .when(cancel)
      .then(cancelled)
    given(...acknowledged)
      .when({ ...cancel, by: speaksFor(chunyuan) })
      .then(event('PledgeCancelled', { ...ending, used: '4.8', reason: 'moved' }))
    given(...pledged, cancelled)
      .when(cancel)
      .then()
    given(pledgedToAlliance)
      .when({ ...cancel, by: secretariat })
      .then(cancelled)
  })
  it('nobody else calls it off', () => {
    given(...pledged)
      .when({ ...cancel, by: speaksFor(hospital) })
      .thenRejected('not-a-side')
    given(...pledged)
      .when({ ...cancel, by: secretariat })
      .thenRejected('not-a-side')
    given().when(cancel).thenRejected('not-opened')
  })
  it('an office finds that a commitment will not be kept, and by how much', () => {
    given(...acknowledged)
      .when(fail)
      .then(guardingDefaulted)
    given(...acknowledged, guardingDefaulted)
      .when(fail)
      .then()
    given(...reported)
      .when(fail)
      .then(event('PledgeDefaulted', { ...ending, used: '0', reason, shortfall: hours('7.5') }))
  })
  it('nobody defaults on what they never committed', () => {
    given(...pledged)
      .when(fail)
      .thenRejected('not-committed')
    given().when(fail).thenRejected('not-opened')
  })
  it('a pledge ends in one way', () => {
    given(...committed, fulfilled)
      .when(cancel)
      .thenRejected('pledge-ended', { phase: 'fulfilled' })
    given(...committed, fulfilled)
      .when(fail)
      .thenRejected('pledge-ended', { phase: 'fulfilled' })
    given(...committed, cancelled)
      .when(fail)
      .thenRejected('pledge-ended', { phase: 'cancelled' })
    given(...acknowledged, guardingDefaulted)
      .when(cancel)
      .thenRejected('pledge-ended', { phase: 'defaulted' })
  })
})

describe('how far a pledge is', () => {
  it.each([
    ['notOpened', []],
    ['open', pledged],
    ['committed', committed],
    ['committed', acknowledged],
    ['fulfilled', [...acknowledged, fulfilled]],
    ['cancelled', [...pledged, cancelled]],
    ['defaulted', [...acknowledged, guardingDefaulted]],
  ])('it is %s', (phase, history) => {
    expect(given(...history).state.phase).toBe(phase)
  })
  it.each([
    ['reported', reported, { delivered: '5', acknowledged: '0' }],
    ['acknowledged', acknowledged, { delivered: '4.8', acknowledged: '4.8' }],
    ['disputed', disputed, { delivered: '0', acknowledged: '0' }],
  ])('a delivery is %s', (standing, history, sums) => {
    const { state } = given(...history)
    expect(state.deliveries[firstDelivery]?.standing).toBe(standing)
    expect(state).toMatchObject(sums)
  })
})
