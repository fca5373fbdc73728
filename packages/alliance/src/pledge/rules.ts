// Questions about a pledge.
import type { DeepReadonly } from '@lianxi/event-sourcing'
import type { UnitId } from '../ids.js'
import { atMost, isSameQuantity, minus, type Amount, type Quantity } from '../quantity.js'
import type { Delivery, Pledge, Terms } from './evolve.js'

/** Whether who speaks is the receiving side: the unit that receives, or an office where the alliance does. */
export function isReceiver(terms: DeepReadonly<Terms>, unitId: UnitId | undefined): boolean {
  return terms.receiverUnitId === unitId
}

/** What may still be delivered of a commitment: what was disputed, or acknowledged in part only, may be made good. */
export function leftToDeliver({ delivered }: DeepReadonly<Pledge>, committed: Quantity): Amount {
  return minus(committed.value, delivered)
}

/** Whether all that was committed is acknowledged, once the acknowledged sum is this. */
export function isFulfilledBy({ committed }: DeepReadonly<Pledge>, acknowledged: Amount): boolean {
  return committed !== undefined && atMost(committed.value, acknowledged)
}

/** Whether a report says once more what was reported under its id. */
export function isSameReport(
  known: DeepReadonly<Delivery>,
  said: { readonly quantity: Quantity; readonly evidence?: string },
): boolean {
  return known.evidence === said.evidence && isSameQuantity(known.quantity, said.quantity)
}
