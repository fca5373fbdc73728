// What is true of one offer or need: who claims which part of it, and what is left to claim.
import type { Evolve } from '@lianxi/event-sourcing'
import type { CalendarDate } from '../calendar.js'
import type { PledgeId, UnitId } from '../ids.js'
import { minus, plus, type Amount, type Quantity } from '../quantity.js'
import type { ResourceKind } from '../resource-kind.js'
import { stated } from '../stated.js'
import type { events } from './events.js'

export interface Listing {
  side: 'offer' | 'need'
  /** Whose it is; a need without one is the alliance's. */
  unitId?: UnitId
  kind: ResourceKind
  title: string
  quantity: Quantity
  /** The last day on which an offer is claimed. */
  until?: CalendarDate
}

export interface Claim {
  unitId: UnitId
  quantity: Quantity
  standing: 'open' | 'accepted' | 'declined' | 'released'
}

export interface Resource {
  listing?: Listing
  claims: Record<PledgeId, Claim>
  /** What is listed, less what open and accepted claims reserve and what released ones used. */
  left: Amount
}

export function initialState(): Resource {
  return { claims: {}, left: '0' }
}

function list(resource: Resource, { side, unitId, kind, title, quantity, until }: Listing): void {
  resource.listing = { side, kind, title, quantity: { ...quantity }, ...stated({ unitId, until }) }
  resource.left = quantity.value
}

function reserve(
  resource: Resource,
  { pledgeId, unitId, quantity }: { pledgeId: PledgeId; unitId: UnitId; quantity: Quantity },
) {
  resource.claims[pledgeId] = { unitId, quantity: { ...quantity }, standing: 'open' }
  resource.left = minus(resource.left, quantity.value)
}

export const evolve: Evolve<Resource, typeof events> = {
  OfferListed(resource, offer) {
    list(resource, { side: 'offer', ...offer })
  },
  NeedListed(resource, need) {
    list(resource, { side: 'need', ...need })
  },
  OfferClaimed(resource, claim) {
    reserve(resource, claim)
  },
  NeedClaimed(resource, claim) {
    reserve(resource, claim)
  },
  ClaimAccepted(resource, { pledgeId }) {
    const claim = resource.claims[pledgeId]
    if (claim !== undefined) claim.standing = 'accepted'
  },
  ClaimDeclined(resource, { pledgeId }) {
    const claim = resource.claims[pledgeId]
    if (claim === undefined) return
    claim.standing = 'declined'
    resource.left = plus(resource.left, claim.quantity.value)
  },
  ClaimReleased(resource, { pledgeId, used }) {
    const claim = resource.claims[pledgeId]
    if (claim === undefined) return
    claim.standing = 'released'
    resource.left = plus(resource.left, minus(claim.quantity.value, used))
  },
}
