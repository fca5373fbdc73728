// What is true of a pledge: what was pledged, committed, delivered and acknowledged, each apart from the others.
import type { Evolve } from '@lianxi/event-sourcing'
import type { DeliveryId, ResourceId, UnitId } from '../ids.js'
import { minus, plus, type Amount, type Quantity } from '../quantity.js'
import type { ResourceKind } from '../resource-kind.js'
import { stated } from '../stated.js'
import type { events } from './events.js'

export interface Terms {
  resourceId: ResourceId
  /** The unit that gives. */
  unitId: UnitId
  /** The unit that receives; without one, the alliance. */
  receiverUnitId?: UnitId
  kind: ResourceKind
  quantity: Quantity
}

export interface Delivery {
  /** As reported. */
  quantity: Quantity
  evidence?: string
  standing: 'reported' | 'acknowledged' | 'disputed'
  /** How much of it, once it is. */
  acknowledged?: Quantity
}

export interface Pledge {
  phase: 'notOpened' | 'open' | 'committed' | 'fulfilled' | 'cancelled' | 'defaulted'
  terms?: Terms
  /** What else was claimed under this id: it opened no pledge. */
  notOpenedFor: ResourceId[]
  committed?: Quantity
  deliveries: Record<DeliveryId, Delivery>
  /** The sum of what was acknowledged, and of what is reported and not answered yet. */
  delivered: Amount
  acknowledged: Amount
}

export function initialState(): Pledge {
  return { phase: 'notOpened', notOpenedFor: [], deliveries: {}, delivered: '0', acknowledged: '0' }
}

export const evolve: Evolve<Pledge, typeof events> = {
  PledgeOpened(pledge, { resourceId, unitId, receiverUnitId, kind, quantity }) {
    pledge.phase = 'open'
    pledge.terms = { resourceId, unitId, kind, quantity: { ...quantity }, ...stated({ receiverUnitId }) }
  },
  PledgeNotOpened(pledge, { resourceId }) {
    pledge.notOpenedFor.push(resourceId)
  },
  PledgeCommitted(pledge, { quantity }) {
    pledge.phase = 'committed'
    pledge.committed = { ...quantity }
  },
  DeliveryReported(pledge, { deliveryId, quantity, evidence }) {
    pledge.deliveries[deliveryId] = { quantity: { ...quantity }, standing: 'reported', ...stated({ evidence }) }
    pledge.delivered = plus(pledge.delivered, quantity.value)
  },
  DeliveryAcknowledged(pledge, { deliveryId, quantity }) {
    const delivery = pledge.deliveries[deliveryId]
    if (delivery === undefined) return
    pledge.delivered = plus(minus(pledge.delivered, delivery.quantity.value), quantity.value)
    pledge.acknowledged = plus(pledge.acknowledged, quantity.value)
    delivery.acknowledged = { ...quantity }
    delivery.standing = 'acknowledged'
  },
  DeliveryDisputed(pledge, { deliveryId }) {
    const delivery = pledge.deliveries[deliveryId]
    if (delivery === undefined) return
    delivery.standing = 'disputed'
    pledge.delivered = minus(pledge.delivered, delivery.quantity.value)
  },
  PledgeFulfilled(pledge) {
    pledge.phase = 'fulfilled'
  },
  PledgeCancelled(pledge) {
    pledge.phase = 'cancelled'
  },
  PledgeDefaulted(pledge) {
    pledge.phase = 'defaulted'
  },
}
