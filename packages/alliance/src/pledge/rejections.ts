// Why a pledge says no.
import { rejecter, type RejectionsOf } from '@lianxi/event-sourcing'
import type { DeliveryId, UnitId } from '../ids.js'
import type { Quantity } from '../quantity.js'

export const rejections = {
  'not-opened': { sentence: () => 'no accepted claim opened this pledge' },
  'pledge-ended': { sentence: (d: { phase: string }) => `the pledge is ${d.phase}; nothing more is done under it` },
  'not-the-giver': { sentence: (d: { unitId: UnitId }) => `unit ${d.unitId} pledged it; nobody else acts for it` },
  'not-the-receiver': {
    clause: 'pledge.receiverAcknowledges',
    sentence: (d: { unitId: UnitId | null }) =>
      d.unitId === null ? 'the alliance receives it; an office answers' : `unit ${d.unitId} receives it, and answers`,
  },
  'own-delivery': {
    clause: 'pledge.receiverAcknowledges',
    sentence: (d: { unitId: UnitId }) =>
      `unit ${d.unitId} gave it itself; an office holder of another unit answers for the alliance`,
  },
  'not-a-side': { sentence: () => 'the pledge is between two sides; one of them cancels it' },
  'other-measure': { sentence: (d: { measure: string }) => `it is counted in ${d.measure}; nothing is converted` },
  'more-than-pledged': {
    sentence: (d: { quantity: Quantity }) => `${d.quantity.value} ${d.quantity.unit} were pledged; commit no more`,
  },
  'already-committed': {
    sentence: (d: { quantity: Quantity }) => `${d.quantity.value} ${d.quantity.unit} were committed before, and stand`,
  },
  'not-committed': { sentence: () => 'a pledge is not binding yet; commit it first' },
  'more-than-committed': {
    clause: 'pledge.deliveredAtMostCommitted',
    sentence: (d: { left: string; measure: string }) =>
      `${d.left} ${d.measure} are left to deliver of what was committed`,
  },
  'delivery-id-taken': {
    sentence: (d: { deliveryId: DeliveryId }) => `${d.deliveryId} is another delivery; give this one an id of its own`,
  },
  'no-such-delivery': { sentence: (d: { deliveryId: DeliveryId }) => `no delivery ${d.deliveryId} was reported` },
  'more-than-reported': {
    sentence: (d: { quantity: Quantity }) =>
      `${d.quantity.value} ${d.quantity.unit} were reported; acknowledge no more`,
  },
  'already-acknowledged': {
    sentence: (d: { quantity: Quantity }) =>
      `${d.quantity.value} ${d.quantity.unit} of it were acknowledged, and stand`,
  },
  'already-disputed': { sentence: () => 'the delivery was disputed; it must be reported anew' },
} as const

export const reject = rejecter('pledge', rejections)
export type PledgeRejection = RejectionsOf<typeof rejections>
