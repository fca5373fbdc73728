// What an offer or a need answers. Reservation is decided here alone, so that nothing is promised twice.
import { eventBuilder, type Decide, type DeepReadonly, type Output } from '@lianxi/event-sourcing'
import type { CalendarDate } from '../calendar.js'
import type { PledgeId, UnitId } from '../ids.js'
import { atMost, type Quantity } from '../quantity.js'
import { stated } from '../stated.js'
import { unitSpokenFor, type unitOrOffice } from '../unit-or-office.js'
import type { commands } from './commands.js'
import { events } from './events.js'
import type { Claim, Listing, Resource } from './evolve.js'
import { reject, type ResourceRejection } from './rejections.js'
import { isSameClaim, mayAnswer, parties } from './rules.js'

const event = eventBuilder(events)

type State = DeepReadonly<Resource>
type No = ResourceRejection | undefined

interface ClaimMade {
  readonly pledgeId: PledgeId
  readonly unitId: UnitId
  readonly quantity: Quantity
}

/** Which side is claimed from, and on which day, where that matters. */
interface From {
  readonly side: Listing['side']
  readonly today?: CalendarDate
}

/** Answers a claim that was made here, or says that there is none. */
function ofClaim<Answer>(
  { listing, claims }: State,
  pledgeId: PledgeId,
  answer: (claim: DeepReadonly<Claim>, listing: DeepReadonly<Listing>) => Answer,
): Answer | ResourceRejection {
  if (listing === undefined) return reject('not-listed')
  const claim = claims[pledgeId]
  return claim === undefined ? reject('no-such-claim', { pledgeId }) : answer(claim, listing)
}

/** Reserves what is claimed. Nothing happens where the same claim was made before, whatever has become of it. */
function claimed<E extends { readonly data: ClaimMade }>({ listing, claims, left }: State, from: From, made: E) {
  const { pledgeId, unitId, quantity } = made.data
  if (listing === undefined) return reject('not-listed')
  if (listing.side !== from.side) return reject('other-side', { side: listing.side })
  const known = claims[pledgeId]
  if (known !== undefined) return isSameClaim(known, made.data) ? [] : reject('claim-id-taken', { pledgeId })
  if (listing.unitId === unitId) return reject('own-listing', { unitId })
  const { until } = listing
  const { today } = from
  if (until !== undefined && today !== undefined && until < today) return reject('offer-expired', { until, today })
  const measure = listing.quantity.unit
  if (quantity.unit !== measure) return reject('other-measure', { measure })
  return atMost(quantity.value, left) ? [made] : reject('more-than-left', { left, measure })
}

function unlessAnswerer(actor: Output<typeof unitOrOffice>, listing: DeepReadonly<Listing>, claimer: UnitId): No {
  if (!mayAnswer(listing, unitSpokenFor(actor))) return reject('not-the-lister', { unitId: listing.unitId ?? null })
  return actor.unitId === claimer ? reject('own-claim', { unitId: claimer }) : undefined
}

export const decide: Decide<Resource, typeof commands, typeof events, ResourceRejection> = {
  ListOffer({ listing }, { data: { kind, title, quantity, until, conditions }, actor: { unitId } }) {
    if (listing !== undefined) return reject('already-listed', { title: listing.title })
    return [event('OfferListed', { unitId, kind, title, quantity, ...stated({ until, conditions }) })]
  },
  ListNeed({ listing }, { data: { kind, title, quantity, needBy }, actor }) {
    if (listing !== undefined) return reject('already-listed', { title: listing.title })
    return [event('NeedListed', { kind, title, quantity, ...stated({ unitId: unitSpokenFor(actor), needBy }) })]
  },
  ClaimOffer(resource, { data: { pledgeId, quantity }, facts: { today }, actor: { unitId } }) {
    return claimed(
      resource,
      { side: 'offer', ...stated({ today }) },
      event('OfferClaimed', { pledgeId, unitId, quantity }),
    )
  },
  ClaimNeed(resource, { data: { pledgeId, quantity }, actor: { unitId } }) {
    return claimed(resource, { side: 'need' }, event('NeedClaimed', { pledgeId, unitId, quantity }))
  },
  AcceptClaim(resource, { data: { pledgeId }, actor }) {
    return ofClaim(resource, pledgeId, ({ unitId, quantity, standing }, listing) => {
      const no = unlessAnswerer(actor, listing, unitId)
      if (no !== undefined) return no
      if (standing === 'accepted') return []
      if (standing !== 'open') return reject('claim-not-open', { standing })
      const { kind, title } = listing
      return [event('ClaimAccepted', { pledgeId, kind, title, quantity, ...parties(listing, unitId) })]
    })
  },
  DeclineClaim(resource, { data: { pledgeId, reason }, actor }) {
    return ofClaim(resource, pledgeId, ({ unitId, standing }, listing) => {
      const no = unlessAnswerer(actor, listing, unitId)
      if (no !== undefined) return no
      if (standing === 'declined') return []
      return standing === 'open'
        ? [event('ClaimDeclined', { pledgeId, reason })]
        : reject('claim-not-open', { standing })
    })
  },
  ReleaseClaim(resource, { data: { pledgeId, used } }) {
    return ofClaim(resource, pledgeId, ({ standing, quantity }) => {
      if (standing === 'released') return []
      if (standing !== 'accepted') return reject('claim-not-accepted', { standing })
      return atMost(used, quantity.value)
        ? [event('ClaimReleased', { pledgeId, used })]
        : reject('more-than-claimed', { quantity })
    })
  },
}
