// What may be asked of offers, needs and the pledges that come of them.
import type { UnitId } from '../../ids.js'
import type { PledgeCommands } from '../../pledge/commands.js'
import { atMost, isZero } from '../../quantity.js'
import type { ResourceCommands } from '../../resource/commands.js'
import { speaking, type Pick } from './pick.js'
import { all, membersOf, secretary, type CausedCommand, type Suggestions } from './suggestion.js'
import type { SeenWorld } from './world.js'

type SeenResource = SeenWorld['resource'][string]
type SeenPledge = SeenWorld['pledge'][string]

function amount(pick: Pick) {
  return { value: pick.of('1', '2.5', '10'), unit: pick.wild ? pick.of('H87', 'HUR') : 'H87' }
}

function listing(world: SeenWorld, pick: Pick) {
  const again = pick.wild ? pick.one(all(world, 'resource'))?.id : undefined
  return {
    resourceId: again ?? pick.id(),
    kind: pick.of('goods', 'venue', 'expertise'),
    title: pick.line(),
    quantity: { value: pick.of('5', '10', '20'), unit: 'H87' },
  }
}

function claimOn(side: 'offer' | 'need', world: SeenWorld, pick: Pick) {
  const quantity = amount(pick)
  const fits = ({ listing: listed, left }: SeenResource) => listed?.side === side && atMost(quantity.value, left)
  const resource = pick.one(all(world, 'resource'), ({ state }) => fits(state))
  const unitId = pick.one(membersOf(world, pick), (unit) => unit !== resource?.state.listing?.unitId)
  const again = pick.wild ? pick.one(all(world, 'pledge'))?.id : undefined
  const pledgeId = again ?? pick.id()
  return resource && unitId && { data: { resourceId: resource.id, pledgeId, quantity }, actor: speaking(unitId) }
}

/** Whoever answers for a listing: its unit, or the secretariat. */
function answering(unitId: UnitId | undefined, world: SeenWorld, pick: Pick) {
  const anyone = pick.wild ? pick.one(membersOf(world, pick)) : undefined
  const unit = anyone ?? unitId
  return unit === undefined ? secretary : speaking(unit)
}

function openClaim(world: SeenWorld, pick: Pick) {
  const open = ({ claims }: SeenResource) => Object.values(claims).some(({ standing }) => standing === 'open')
  const resource = pick.one(all(world, 'resource'), ({ state }) => open(state))
  const claim = pick.one(Object.entries(resource?.state.claims ?? {}), ([, { standing }]) => standing === 'open')
  if (resource === undefined || claim === undefined) return undefined
  return {
    data: { resourceId: resource.id, pledgeId: claim[0] },
    actor: answering(resource.state.listing?.unitId, world, pick),
  }
}

/** Who lists something, while not much is listed that is still to be had. */
function lister(world: SeenWorld, pick: Pick): UnitId | undefined {
  const toBeHad = all(world, 'resource').filter(({ state }) => !isZero(state.left))
  return toBeHad.length < 4 || pick.wild ? pick.one(membersOf(world, pick)) : undefined
}

export const resourceSuggestions: Suggestions<Omit<ResourceCommands, CausedCommand>> = {
  ListOffer: (world, pick) => {
    const unitId = lister(world, pick)
    return unitId && { data: listing(world, pick), actor: speaking(unitId) }
  },
  ListNeed: (world, pick) => {
    const unitId = lister(world, pick)
    return unitId && { data: listing(world, pick), actor: pick.rarely(3) ? secretary : speaking(unitId) }
  },
  ClaimOffer: (world, pick) => claimOn('offer', world, pick),
  ClaimNeed: (world, pick) => claimOn('need', world, pick),
  AcceptClaim: (world, pick) => openClaim(world, pick),
  DeclineClaim: (world, pick) => {
    const claim = pick.rarely(3) ? openClaim(world, pick) : undefined
    return claim && { ...claim, data: { ...claim.data, reason: pick.line() } }
  },
}

function somePledge(world: SeenWorld, pick: Pick, fits: (pledge: SeenPledge) => boolean) {
  const pledge = pick.one(all(world, 'pledge'), ({ state }) => fits(state))
  const terms = pledge?.state.terms
  return pledge === undefined || terms === undefined ? undefined : { pledgeId: pledge.id, pledge: pledge.state, terms }
}

function reportedDelivery(world: SeenWorld, pick: Pick) {
  const reported = ({ deliveries, phase }: SeenPledge) =>
    phase === 'committed' && Object.values(deliveries).some(({ standing }) => standing === 'reported')
  const found = somePledge(world, pick, reported)
  const delivery = pick.one(
    Object.entries(found?.pledge.deliveries ?? {}),
    ([, { standing }]) => standing === 'reported',
  )
  if (found === undefined || delivery === undefined) return undefined
  const [deliveryId, { quantity }] = delivery
  return {
    data: { pledgeId: found.pledgeId, deliveryId },
    quantity,
    actor: answering(found.terms.receiverUnitId, world, pick),
  }
}

export const pledgeSuggestions: Suggestions<Omit<PledgeCommands, CausedCommand>> = {
  CommitPledge: (world, pick) => {
    const found = somePledge(world, pick, ({ phase }) => phase === 'open')
    return (
      found && {
        data: { pledgeId: found.pledgeId, quantity: pick.wild ? amount(pick) : found.terms.quantity },
        actor: answering(found.terms.unitId, world, pick),
      }
    )
  },
  ReportDelivery: (world, pick) => {
    const found = somePledge(
      world,
      pick,
      ({ phase, committed, delivered }) =>
        phase === 'committed' && committed !== undefined && !isZero(committed.value) && committed.value !== delivered,
    )
    if (found === undefined) return undefined
    const whole = found.pledge.committed ?? found.terms.quantity
    const quantity = pick.wild ? amount(pick) : pick.of(whole, { value: '1', unit: 'H87' })
    const again = pick.wild ? Object.keys(found.pledge.deliveries)[0] : undefined
    return {
      data: { pledgeId: found.pledgeId, deliveryId: again ?? pick.id(), quantity },
      actor: answering(found.terms.unitId, world, pick),
    }
  },
  AcknowledgeDelivery: (world, pick) => {
    const found = reportedDelivery(world, pick)
    return found && { data: { ...found.data, quantity: pick.wild ? amount(pick) : found.quantity }, actor: found.actor }
  },
  DisputeDelivery: (world, pick) => {
    const found = pick.rarely(3) ? reportedDelivery(world, pick) : undefined
    return found && { data: { ...found.data, reason: pick.line() }, actor: found.actor }
  },
  CancelPledge: (world, pick) => {
    const found = pick.rarely(5)
      ? somePledge(world, pick, ({ phase }) => phase === 'open' || phase === 'committed')
      : undefined
    return (
      found && {
        data: { pledgeId: found.pledgeId, reason: pick.line() },
        actor: answering(found.terms.unitId, world, pick),
      }
    )
  },
  DefaultPledge: (world, pick) => {
    const found = pick.rarely(5) ? somePledge(world, pick, ({ phase }) => phase === 'committed') : undefined
    return found && { data: { pledgeId: found.pledgeId, reason: pick.line() }, actor: secretary }
  },
}
