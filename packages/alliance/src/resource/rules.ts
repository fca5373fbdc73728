// Questions about an offer or a need.
import type { DeepReadonly } from '@lianxi/event-sourcing'
import type { UnitId } from '../ids.js'
import { isSameQuantity } from '../quantity.js'
import { stated } from '../stated.js'
import type { Claim, Listing } from './evolve.js'

/** Whether a claim says once more what was claimed under its id. */
export function isSameClaim(
  known: DeepReadonly<Claim>,
  { unitId, quantity }: DeepReadonly<Omit<Claim, 'standing'>>,
): boolean {
  return known.unitId === unitId && isSameQuantity(known.quantity, quantity)
}

/** Whether claims are answered by who speaks: the unit that listed it, or an office where the need is the alliance's. */
export function mayAnswer(listing: DeepReadonly<Listing>, unitId: UnitId | undefined): boolean {
  return listing.unitId === unitId
}

/** Who gives and who receives: an offer is given by its lister, a need is met by who claims it. */
export function parties(listing: DeepReadonly<Listing>, claimer: UnitId): { unitId: UnitId; receiverUnitId?: UnitId } {
  const { side, unitId: lister } = listing
  if (side === 'offer' && lister !== undefined) return { unitId: lister, receiverUnitId: claimer }
  return { unitId: claimer, ...stated({ receiverUnitId: lister }) }
}
