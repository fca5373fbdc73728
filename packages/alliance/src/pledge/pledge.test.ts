import { eventBuilder } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { resourceId } from '../ids.js'
import { chunyuan, hospital, school, secretariat, speaksFor, uuid } from '../testing/cast.js'
import { commands } from './commands.js'
import { events } from './events.js'
import {
  acknowledged,
  cancelled,
  committed,
  disputed,
  ending,
  fulfilled,
  given,
  pledged,
  pledgedToAlliance,
  reported,
} from './given.controls.js'
import {
  firstDelivery,
  guarding as pledgeId,
  guardingCommitted,
  guardingDefaulted,
  guardingPledged,
  hours,
} from './pledge.controls.js'

const event = eventBuilder(events)

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
      .when({ type: 'OpenPledge', data: { pledgeId, ...pledgedToAlliance.data } })
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
