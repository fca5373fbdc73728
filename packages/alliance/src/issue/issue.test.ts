import { eventBuilder } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { chunyuan, convenor, hospital, kaiyuan, school, speaksFor } from '../testing/cast.js'
import { commands } from './commands.js'
import { events } from './events.js'
import { claimed, closed, given, inHand, triaged, verified } from './given.controls.js'
import {
  acceptedByHospital,
  handOverOffered,
  parkingClaimedResolved,
  parkingFixed,
  parkingIssue as issueId,
  parkingPutOnAgenda,
  parkingRaised,
  parkingTriaged,
  parkingVerified,
} from './issue.controls.js'

const event = eventBuilder(events)

describe('raising an issue', () => {
  const { unitId: _, ...matter } = parkingRaised.data
  const raise = { type: 'RaiseIssue', data: { issueId, ...matter } } as const

  it('a unit raises what troubles its neighbourhood', () => {
    given().when(raise).then(parkingRaised)
  })
  it('an issue that an office or a resident raises is raised by no unit', () => {
    given()
      .when({ ...raise, by: convenor })
      .then(event('IssueRaised', matter))
    given()
      .when({ ...raise, data: { ...raise.data, place: 'south gate' }, by: { role: 'resident' } })
      .then(event('IssueRaised', { ...matter, place: 'south gate' }))
  })
  it('an issue is raised once', () => {
    given(parkingRaised).when(raise).thenRejected('already-raised')
  })
})

describe('saying what kind of issue it is', () => {
  const triage = { type: 'TriageIssue', data: { issueId, level: 'alliance', category: 'parking' } } as const

  it('an office says whom the issue takes', () => {
    given(parkingRaised).when(triage).then(parkingTriaged)
  })
  it('saying the same again changes nothing; the level may rise at any time before the end', () => {
    given(...triaged)
      .when(triage)
      .then()
    given(...claimed)
      .when({ ...triage, data: { ...triage.data, category: 'traffic' } })
      .then(event('IssueTriaged', { level: 'alliance', category: 'traffic' }))
    expect(given(...claimed, parkingTriaged).state.phase).toBe('claimedResolved')
  })
  it('what was never raised has no kind, and a closed issue keeps its own', () => {
    given().when(triage).thenRejected('not-raised')
    given(...closed)
      .when(triage)
      .thenRejected('already-closed', { mode: 'fixed' })
  })
})

describe('taking an issue in hand', () => {
  const accept = { type: 'AcceptIssue', data: { issueId } } as const

  it('the first unit that accepts an issue answers for it', () => {
    given(...triaged)
      .when(accept)
      .then(acceptedByHospital)
    given(...inHand)
      .when(accept)
      .then()
    given(...inHand)
      .when({ ...accept, by: speaksFor(school) })
      .thenRejected('already-in-hand', { owner: hospital })
  })
  it('nobody takes an issue in hand before it was triaged', () => {
    given(parkingRaised).when(accept).thenRejected('not-triaged')
    given().when(accept).thenRejected('not-raised')
  })
})

describe('finding it resolved', () => {
  const claim = {
    type: 'ClaimIssueResolved',
    data: { issueId, evidence: parkingClaimedResolved.data.evidence },
  } as const
  const verify = {
    type: 'VerifyIssue',
    data: { issueId, upheld: true, finding: parkingVerified.data.finding },
  } as const
  const returned = event('IssueClaimReturned', { unitId: hospital, finding: 'the gate was shut' })

  it('the owner claims that it is resolved', () => {
    given(...inHand)
      .when(claim)
      .then(parkingClaimedResolved)
    given(...inHand)
      .when({ ...claim, by: speaksFor(school) })
      .thenRejected('not-the-owner', { owner: hospital })
    given(...claimed)
      .when(claim)
      .thenRejected('not-in-hand', { phase: 'claimedResolved' })
  })
  it('somebody else verifies it', () => {
    given(...claimed)
      .when(verify)
      .then(parkingVerified)
    given(...claimed)
      .when({ ...verify, by: { role: 'resident' } })
      .then(event('IssueVerified', { unitId: hospital, finding: parkingVerified.data.finding }))
  })
  it('no owner verifies itself, in whatever office', () => {
    given(...claimed)
      .when({ ...verify, by: speaksFor(hospital) })
      .thenRejected('verifier-is-the-owner', { owner: hospital })
    given(...claimed)
      .when({ ...verify, by: { role: 'secretariat', unitId: hospital } })
      .thenRejected('verifier-is-the-owner', { owner: hospital })
    expect(commands.VerifyIssue.by.safeParse({ role: 'liaison' }).success).toBe(false)
  })
  it('a claim that is found wanting goes back to the owner, who may claim again', () => {
    given(...claimed)
      .when({ ...verify, data: { issueId, upheld: false, finding: 'the gate was shut' } })
      .then(returned)
    given(...claimed, returned)
      .when(claim)
      .then(parkingClaimedResolved)
  })
  it('there is nothing to verify before a claim, nor twice', () => {
    given(...inHand)
      .when(verify)
      .thenRejected('nothing-claimed', { phase: 'inHand' })
    given(...verified)
      .when(verify)
      .thenRejected('nothing-claimed', { phase: 'verified' })
  })
})

describe('closing an issue', () => {
  const close = { type: 'CloseIssue', data: { issueId, mode: 'fixed' } } as const
  const notOurs = { type: 'CloseIssue', data: { issueId, mode: 'notOurs', reason: 'the road is the city’s' } } as const
  const withdraw = { type: 'CloseIssue', data: { issueId, mode: 'withdrawn', reason: 'solved itself' } } as const

  it('what was verified is closed as fixed, by its owner or an office', () => {
    given(...verified)
      .when(close)
      .then(parkingFixed)
    given(...verified)
      .when({ ...close, by: speaksFor(hospital) })
      .then(parkingFixed)
    given(...verified)
      .when({ ...close, by: speaksFor(school) })
      .thenRejected('not-the-owner', { owner: hospital })
  })
  it('nothing counts as fixed that nobody verified', () => {
    given(...claimed)
      .when(close)
      .thenRejected('not-verified', { phase: 'claimedResolved' })
  })
  it('what cannot be fixed is closed for a reason, at any time', () => {
    const { mode, reason } = notOurs.data
    given(parkingRaised)
      .when(notOurs)
      .then(event('IssueClosed', { mode, raisedBy: chunyuan, reason }))
    expect(commands.CloseIssue.data.safeParse({ issueId, mode: 'cannotFix' }).success).toBe(false)
  })
  it('an issue is withdrawn by the unit that raised it, or an office', () => {
    const { mode, reason } = withdraw.data
    const withdrawn = event('IssueClosed', { mode, unitId: hospital, raisedBy: chunyuan, reason })
    given(...inHand)
      .when({ ...withdraw, by: speaksFor(chunyuan) })
      .then(withdrawn)
    given(...inHand)
      .when(withdraw)
      .then(withdrawn)
    given(...inHand)
      .when({ ...withdraw, by: speaksFor(hospital) })
      .thenRejected('not-the-raiser', { raisedBy: chunyuan })
    given(event('IssueRaised', { channel: 'visit', category: 'noise', title: 'noise', urgency: 'urgent' }))
      .when({ ...withdraw, by: speaksFor(hospital) })
      .thenRejected('not-the-raiser', { raisedBy: null })
  })
  it('closing it again the same way changes nothing; another way is refused', () => {
    given(...closed)
      .when(close)
      .then()
    given(...closed)
      .when(notOurs)
      .thenRejected('already-closed', { mode: 'fixed' })
  })
})

describe('opening an issue again', () => {
  const reopen = { type: 'ReopenIssue', data: { issueId, ground: 'the places are gone' } } as const
  const reopened = event('IssueReopened', { ground: 'the places are gone', unitId: hospital })

  it('the unit that raised it, the one that verified it, an office or a resident reopens it', () => {
    for (const by of [speaksFor(chunyuan), speaksFor(school), convenor, { role: 'resident' } as const]) {
      given(...closed)
        .when({ ...reopen, by })
        .then(reopened)
    }
    given(...closed)
      .when({ ...reopen, by: speaksFor(kaiyuan) })
      .thenRejected('not-raiser-nor-verifier')
  })
  it('it is back in the hands of its owner, and must be verified anew', () => {
    expect(given(...closed, reopened).state.phase).toBe('inHand')
    given(...closed, reopened)
      .when({ type: 'CloseIssue', data: { issueId, mode: 'fixed' } })
      .thenRejected('not-verified', { phase: 'inHand' })
  })
  it('what was under way when it was closed does not come back', () => {
    const { state } = given(...inHand, handOverOffered, parkingPutOnAgenda, parkingFixed, reopened)
    expect(state).toEqual(given(...inHand).state)
  })
  it('where nobody had it in hand, it is where it was', () => {
    const dropped = event('IssueClosed', { mode: 'notOurs', reason: 'city' })
    const again = event('IssueReopened', { ground: 'ours after all' })
    given(...triaged, dropped)
      .when({ ...reopen, data: { issueId, ground: 'ours after all' } })
      .then(again)
    expect(given(...triaged, dropped, again).state.phase).toBe('triaged')
    expect(given(parkingRaised, dropped, again).state.phase).toBe('raised')
  })
  it('only what is closed is reopened', () => {
    given(...verified)
      .when(reopen)
      .thenRejected('not-closed', { phase: 'verified' })
    given().when(reopen).thenRejected('not-raised')
  })
})
