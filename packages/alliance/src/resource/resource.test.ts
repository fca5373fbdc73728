import { eventBuilder } from '@lianxi/event-sourcing'
import { scenarios } from '@lianxi/event-sourcing/testing'
import { describe, expect, it } from 'vitest'
import { calendarDate } from '../calendar.js'
import { pledgeId } from '../ids.js'
import {
  chunyuan,
  convenor,
  engineActor,
  hospital,
  kaiyuan,
  minute,
  school,
  secretariat,
  speaksFor,
  uuid,
} from '../testing/cast.js'
import { commands } from './commands.js'
import { events } from './events.js'
import {
  firstPledge,
  guideNeeded,
  nightParking,
  parkingClaimAccepted,
  parkingClaimed,
  parkingOffered,
  parkingSpaces,
  pieces,
  secondPledge,
  uniforms,
  uniformsClaimed,
  uniformsNeeded,
} from './resource.controls.js'
import { resource } from './resource.js'

const event = eventBuilder(events)
const lastDay = calendarDate.parse('2018-12-31')
const dayAfter = calendarDate.parse('2019-01-01')
const given = scenarios(resource, {
  at: minute(100),
  by: {
    ListOffer: speaksFor(school),
    ListNeed: speaksFor(chunyuan),
    ClaimOffer: speaksFor(chunyuan),
    ClaimNeed: speaksFor(hospital),
    AcceptClaim: speaksFor(school),
    DeclineClaim: speaksFor(school),
    ReleaseClaim: engineActor,
  },
  facts: { ClaimOffer: { today: lastDay } },
})

const offered = [parkingOffered]
const claimed = [parkingOffered, parkingClaimed]
const accepted = [...claimed, parkingClaimAccepted]

describe('listing', () => {
  const { unitId: _, ...offer } = parkingOffered.data
  const { unitId: __, ...need } = uniformsNeeded.data
  const listOffer = { type: 'ListOffer', data: { resourceId: nightParking, ...offer } } as const
  const listNeed = { type: 'ListNeed', data: { resourceId: uniforms, ...need } } as const

  it('a unit lists what it can give', () => {
    given().when(listOffer).then(parkingOffered)
  })
  it('a unit lists what it needs; an office lists what the alliance needs', () => {
    given().when(listNeed).then(uniformsNeeded)
    given()
      .when({ type: 'ListNeed', data: { resourceId: uniforms, ...guideNeeded.data }, by: convenor })
      .then(guideNeeded)
  })
  it('an offer or a need is listed once, under an id of its own', () => {
    given(parkingOffered).when(listOffer).thenRejected('already-listed', { title: parkingOffered.data.title })
    given(parkingOffered).when(listNeed).thenRejected('already-listed', { title: parkingOffered.data.title })
  })
})

describe('claiming', () => {
  const claim = {
    type: 'ClaimOffer',
    data: { resourceId: nightParking, pledgeId: firstPledge, quantity: parkingSpaces('30') },
  } as const
  const another = { ...claim, data: { ...claim.data, pledgeId: secondPledge }, by: speaksFor(hospital) } as const
  const claimNeed = {
    type: 'ClaimNeed',
    data: { resourceId: uniforms, pledgeId: secondPledge, quantity: pieces('200') },
  } as const
  const declined = event('ClaimDeclined', { pledgeId: firstPledge, reason: 'examinations' })

  it('a unit asks for a part of what another offers', () => {
    given(...offered)
      .when(claim)
      .then(parkingClaimed)
  })
  it('a unit comes forward to meet a part of what another needs', () => {
    given(uniformsNeeded).when(claimNeed).then(uniformsClaimed)
  })
  it('the same claim once more changes nothing, even when all is taken; another under its id is refused', () => {
    given(...claimed)
      .when(claim)
      .then()
    given(...claimed, declined)
      .when(claim)
      .then()
    given(...claimed)
      .when({ ...claim, by: speaksFor(hospital) })
      .thenRejected('claim-id-taken', { pledgeId: firstPledge })
    given(...claimed)
      .when({ ...claim, data: { ...claim.data, quantity: parkingSpaces('5') } })
      .thenRejected('claim-id-taken', { pledgeId: firstPledge })
  })
  it('an offer is claimed until its last day, and on no later one', () => {
    given(...offered)
      .when({ ...claim, facts: { today: dayAfter } })
      .thenRejected('offer-expired', { until: lastDay, today: dayAfter })
    const { until: _, ...withoutEnd } = parkingOffered.data
    given(event('OfferListed', withoutEnd))
      .when({ ...claim, facts: { today: dayAfter } })
      .then(parkingClaimed)
  })
  it('what was claimed in time stays so after the last day: said once more, and accepted', () => {
    given(...claimed)
      .when({ ...claim, facts: { today: dayAfter } })
      .then()
    given(...claimed)
      .when({ type: 'AcceptClaim', data: { resourceId: nightParking, pledgeId: firstPledge } })
      .then(parkingClaimAccepted)
  })
  it('nobody claims what is not listed, or listed on the other side', () => {
    given().when(claim).thenRejected('not-listed')
    given(uniformsNeeded).when(claim).thenRejected('other-side', { side: 'need' })
    given(...offered)
      .when(claimNeed)
      .thenRejected('other-side', { side: 'offer' })
  })
  it('nobody claims their own', () => {
    given(...offered)
      .when({ ...claim, by: speaksFor(school) })
      .thenRejected('own-listing', { unitId: school })
    given(uniformsNeeded)
      .when({ ...claimNeed, by: speaksFor(chunyuan) })
      .thenRejected('own-listing', { unitId: chunyuan })
  })
  it('places are not claimed in hours', () => {
    given(...offered)
      .when({ ...claim, data: { ...claim.data, quantity: { value: '1', unit: 'HUR' } } })
      .thenRejected('other-measure', { measure: 'x:parkingSpace' })
  })
  it('an open claim reserves: the next one gets what is left, to the last place', () => {
    given(...claimed)
      .when({ ...another, data: { ...another.data, quantity: parkingSpaces('10.5') } })
      .thenRejected('more-than-left', { left: '10', measure: 'x:parkingSpace' })
    given(...claimed)
      .when({ ...another, data: { ...another.data, quantity: parkingSpaces('10') } })
      .then(event('OfferClaimed', { pledgeId: secondPledge, unitId: hospital, quantity: parkingSpaces('10') }))
    given(...accepted)
      .when(another)
      .thenRejected('more-than-left', { left: '10', measure: 'x:parkingSpace' })
  })
  it('tenths add up exactly', () => {
    const offer = event('OfferListed', { ...parkingOffered.data, quantity: parkingSpaces('0.6') })
    const claims = ['0.1', '0.2', '0.3'].map((value, index) => {
      const quantity = parkingSpaces(value)
      return event('OfferClaimed', { pledgeId: pledgeId.parse(uuid('p', index)), unitId: chunyuan, quantity })
    })
    expect(given(offer, ...claims).state.left).toBe('0')
  })
  it('what a declined claim reserved is free again', () => {
    given(...claimed, declined)
      .when(another)
      .then(event('OfferClaimed', { ...parkingClaimed.data, pledgeId: secondPledge, unitId: hospital }))
  })
})

describe('answering a claim', () => {
  const accept = { type: 'AcceptClaim', data: { resourceId: nightParking, pledgeId: firstPledge } } as const
  const decline = {
    type: 'DeclineClaim',
    data: { resourceId: nightParking, pledgeId: firstPledge, reason: 'examinations' },
  } as const
  const declined = event('ClaimDeclined', { pledgeId: firstPledge, reason: 'examinations' })

  it('who offers agrees to give', () => {
    given(...claimed)
      .when(accept)
      .then(parkingClaimAccepted)
    given(...accepted)
      .when(accept)
      .then()
  })
  it('who needs agrees to receive', () => {
    given(uniformsNeeded, uniformsClaimed)
      .when({ type: 'AcceptClaim', data: { resourceId: uniforms, pledgeId: secondPledge }, by: speaksFor(chunyuan) })
      .then(
        event('ClaimAccepted', {
          pledgeId: secondPledge,
          unitId: hospital,
          receiverUnitId: chunyuan,
          kind: 'goods',
          title: '校服',
          quantity: pieces('200'),
        }),
      )
  })
  it('an office answers for the alliance, where the need has no unit', () => {
    const quantity = guideNeeded.data.quantity
    const guided = event('NeedClaimed', { pledgeId: firstPledge, unitId: hospital, quantity })
    given(guideNeeded, guided)
      .when({ ...accept, by: secretariat })
      .then(
        event('ClaimAccepted', {
          pledgeId: firstPledge,
          unitId: hospital,
          kind: 'personTime',
          title: '护学岗',
          quantity,
        }),
      )
    given(guideNeeded, guided)
      .when({ ...accept, by: speaksFor(kaiyuan) })
      .thenRejected('not-the-lister', { unitId: null })
  })
  it('who came forward does not answer for the alliance from an office of its own', () => {
    const quantity = guideNeeded.data.quantity
    const guided = given(guideNeeded, event('NeedClaimed', { pledgeId: firstPledge, unitId: hospital, quantity }))
    const by = { role: 'secretariat', unitId: hospital } as const
    guided.when({ ...accept, by }).thenRejected('own-claim', { unitId: hospital })
    guided.when({ ...decline, by }).thenRejected('own-claim', { unitId: hospital })
  })
  it('nobody answers for the unit that listed it, not even an office of that unit', () => {
    for (const by of [secretariat, speaksFor(chunyuan), { role: 'convenor', unitId: school } as const]) {
      given(...claimed)
        .when({ ...accept, by })
        .thenRejected('not-the-lister', { unitId: school })
      given(...claimed)
        .when({ ...decline, by })
        .thenRejected('not-the-lister', { unitId: school })
    }
  })
  it('a claim is declined for a reason', () => {
    given(...claimed)
      .when(decline)
      .then(declined)
    given(...claimed, declined)
      .when(decline)
      .then()
  })
  it('an answer stands', () => {
    given(...accepted)
      .when(decline)
      .thenRejected('claim-not-open', { standing: 'accepted' })
    given(...claimed, declined)
      .when(accept)
      .thenRejected('claim-not-open', { standing: 'declined' })
  })
  it('there is no answer to what nobody claimed', () => {
    given(...offered)
      .when(accept)
      .thenRejected('no-such-claim', { pledgeId: firstPledge })
    given().when(decline).thenRejected('not-listed')
  })
})

describe('when the pledge of a claim has ended', () => {
  const release = {
    type: 'ReleaseClaim',
    data: { resourceId: nightParking, pledgeId: firstPledge, used: '12.5' },
  } as const
  const released = event('ClaimReleased', { pledgeId: firstPledge, used: '12.5' })

  it('what was used stays used, the rest is free again', () => {
    given(...accepted)
      .when(release)
      .then(released)
    given(...accepted, released)
      .when(release)
      .then()
    expect(given(...accepted, released).state.left).toBe('27.5')
  })
  it('of a pledge that gave nothing all is free again', () => {
    given(...accepted)
      .when({ ...release, data: { ...release.data, used: '0' } })
      .then(event('ClaimReleased', { pledgeId: firstPledge, used: '0' }))
  })
  it('no more was used than was claimed', () => {
    given(...accepted)
      .when({ ...release, data: { ...release.data, used: '30.000001' } })
      .thenRejected('more-than-claimed', { quantity: parkingSpaces('30') })
  })
  it('only an accepted claim is released, and only by a reaction', () => {
    given(...claimed)
      .when(release)
      .thenRejected('claim-not-accepted', { standing: 'open' })
    given(...offered)
      .when(release)
      .thenRejected('no-such-claim', { pledgeId: firstPledge })
    expect(commands.ReleaseClaim.by.safeParse(speaksFor(school)).success).toBe(false)
  })
})
