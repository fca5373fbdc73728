import { eventBuilder } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { hospital, kaiyuan, school, speaksFor } from '../testing/cast.js'
import { events } from './events.js'
import { claimed, closed, given, inHand, triaged } from './given.controls.js'
import { handOverOffered, parkingClaimedResolved, parkingIssue as issueId } from './issue.controls.js'

const event = eventBuilder(events)

describe('handing an issue over', () => {
  const { fromUnitId, toUnitId, reason } = handOverOffered.data
  const offer = { type: 'OfferHandOver', data: { issueId, toUnitId, reason } } as const
  const accept = { type: 'AcceptHandOver', data: { issueId } } as const
  const decline = { type: 'DeclineHandOver', data: { issueId, reason: 'we have no guards' } } as const
  const handedOver = event('IssueHandedOver', { fromUnitId, toUnitId })

  it('the owner asks another member', () => {
    given(...inHand)
      .when(offer)
      .then(handOverOffered)
    given(...inHand, handOverOffered)
      .when(offer)
      .then()
    given(...inHand)
      .when({ ...offer, facts: { member: false } })
      .thenRejected('not-a-member', { unitId: school })
    given(...inHand)
      .when({ ...offer, data: { ...offer.data, toUnitId: hospital } })
      .thenRejected('own-unit')
    given(...inHand)
      .when({ ...offer, by: speaksFor(school) })
      .thenRejected('not-the-owner', { owner: hospital })
    given(...triaged)
      .when(offer)
      .thenRejected('not-the-owner', { owner: null })
  })
  it('it stays with its owner until the other accepts', () => {
    expect(given(...inHand, handOverOffered).state.owner).toBe(hospital)
    given(...inHand, handOverOffered)
      .when(accept)
      .then(handedOver)
    expect(given(...inHand, handOverOffered, handedOver).state.owner).toBe(school)
    given(...inHand, handOverOffered, handedOver)
      .when(accept)
      .then()
  })
  it('nobody takes over what was not offered to them', () => {
    given(...inHand)
      .when(accept)
      .thenRejected('hand-over-not-offered', { unitId: school })
    given(...inHand, handOverOffered)
      .when({ ...decline, by: speaksFor(kaiyuan) })
      .thenRejected('hand-over-not-offered', { unitId: kaiyuan })
  })
  it('whoever was asked may decline, and then cannot accept', () => {
    const declined = event('HandOverDeclined', { fromUnitId, toUnitId, reason: 'we have no guards' })
    given(...inHand, handOverOffered)
      .when(decline)
      .then(declined)
    given(...inHand, handOverOffered, declined)
      .when(accept)
      .thenRejected('hand-over-not-offered')
  })
  it('of an issue that is closed, or was never raised, nothing is handed over', () => {
    for (const answer of [accept, decline]) {
      given(...closed)
        .when(answer)
        .thenRejected('already-closed', { mode: 'fixed' })
      given().when(answer).thenRejected('not-raised')
    }
  })
  it('asking another unit takes the place of asking the former', () => {
    const second = event('HandOverOffered', { ...handOverOffered.data, toUnitId: kaiyuan })
    given(...inHand, handOverOffered)
      .when({ ...offer, data: { ...offer.data, toUnitId: kaiyuan } })
      .then(second)
    given(...inHand, handOverOffered, second)
      .when(accept)
      .thenRejected('hand-over-not-offered', { unitId: school })
  })
  it('a claim that it is resolved withdraws the offer', () => {
    given(...inHand, handOverOffered, parkingClaimedResolved)
      .when(accept)
      .thenRejected('hand-over-not-offered', { unitId: school })
    given(...claimed)
      .when(offer)
      .thenRejected('not-in-hand', { phase: 'claimedResolved' })
  })
})
