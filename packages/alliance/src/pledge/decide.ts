// What a pledge answers. Delivered is at most committed, acknowledged at most delivered, and nobody acknowledges to themselves.
import { eventBuilder, type Decide, type DeepReadonly, type Output } from '@lianxi/event-sourcing'
import type { DeliveryId, UnitId } from '../ids.js'
import { atMost, isSameQuantity, minus, plus, type Quantity } from '../quantity.js'
import { stated } from '../stated.js'
import { unitSpokenFor, type unitOrOffice } from '../unit-or-office.js'
import type { commands } from './commands.js'
import { events } from './events.js'
import type { Delivery, Pledge, Terms } from './evolve.js'
import { reject, type PledgeRejection } from './rejections.js'
import { isFulfilledBy, isReceiver, isSameReport, leftToDeliver } from './rules.js'

const event = eventBuilder(events)

type State = DeepReadonly<Pledge>
type No = PledgeRejection | undefined

/** Answers for a pledge that was opened, or says that it was not. */
function ofOpened<Answer>({ terms }: State, answer: (terms: DeepReadonly<Terms>) => Answer): Answer | PledgeRejection {
  return terms === undefined ? reject('not-opened') : answer(terms)
}

/** Answers for the unit that gives. */
function ofGiver<Answer>(
  pledge: State,
  unitId: UnitId,
  answer: (terms: DeepReadonly<Terms>) => Answer,
): Answer | PledgeRejection {
  return ofOpened(pledge, (terms) =>
    terms.unitId === unitId ? answer(terms) : reject('not-the-giver', { unitId: terms.unitId }),
  )
}

/** Answers about a delivery for the side that receives it. */
function ofReceiver<Answer>(
  pledge: State,
  { deliveryId, actor }: { readonly deliveryId: DeliveryId; readonly actor: Output<typeof unitOrOffice> },
  answer: (delivery: DeepReadonly<Delivery>, terms: DeepReadonly<Terms>) => Answer,
): Answer | PledgeRejection {
  return ofOpened(pledge, (terms) => {
    if (!isReceiver(terms, unitSpokenFor(actor)))
      return reject('not-the-receiver', { unitId: terms.receiverUnitId ?? null })
    if (actor.unitId === terms.unitId) return reject('own-delivery', { unitId: terms.unitId })
    const delivery = pledge.deliveries[deliveryId]
    return delivery === undefined ? reject('no-such-delivery', { deliveryId }) : answer(delivery, terms)
  })
}

function ifEnded({ phase }: State): No {
  const ended = phase === 'fulfilled' || phase === 'cancelled' || phase === 'defaulted'
  return ended ? reject('pledge-ended', { phase }) : undefined
}

function unlessMeasured({ unit }: Quantity, { unit: measure }: Quantity): No {
  return unit === measure ? undefined : reject('other-measure', { measure })
}

export const decide: Decide<Pledge, typeof commands, typeof events, PledgeRejection> = {
  OpenPledge({ terms, notOpenedFor }, { data: { resourceId, unitId, receiverUnitId, kind, title, quantity } }) {
    if (terms?.resourceId === resourceId || notOpenedFor.includes(resourceId)) return []
    if (terms !== undefined) return [event('PledgeNotOpened', { resourceId, unitId })]
    return [event('PledgeOpened', { resourceId, unitId, ...stated({ receiverUnitId }), kind, title, quantity })]
  },
  CommitPledge(pledge, { data: { quantity }, actor: { unitId } }) {
    return ofGiver(pledge, unitId, ({ kind, quantity: pledged }) => {
      const { committed } = pledge
      if (committed !== undefined) {
        return isSameQuantity(committed, quantity) ? [] : reject('already-committed', { quantity: committed })
      }
      const no = ifEnded(pledge) ?? unlessMeasured(quantity, pledged)
      if (no !== undefined) return no
      if (!atMost(quantity.value, pledged.value)) return reject('more-than-pledged', { quantity: pledged })
      return [event('PledgeCommitted', { unitId, kind, quantity })]
    })
  },
  ReportDelivery(pledge, { data: { deliveryId, quantity, evidence }, actor: { unitId } }) {
    return ofGiver(pledge, unitId, ({ kind }) => {
      const said = { quantity, ...stated({ evidence }) }
      const known = pledge.deliveries[deliveryId]
      if (known !== undefined) return isSameReport(known, said) ? [] : reject('delivery-id-taken', { deliveryId })
      const { committed } = pledge
      if (committed === undefined) return ifEnded(pledge) ?? reject('not-committed')
      const no = ifEnded(pledge) ?? unlessMeasured(quantity, committed)
      if (no !== undefined) return no
      const left = leftToDeliver(pledge, committed)
      if (!atMost(quantity.value, left)) return reject('more-than-committed', { left, measure: committed.unit })
      return [event('DeliveryReported', { deliveryId, unitId, kind, ...said })]
    })
  },
  AcknowledgeDelivery(pledge, { data: { deliveryId, quantity }, actor }) {
    return ofReceiver(pledge, { deliveryId, actor }, (delivery, terms) => {
      const { standing, acknowledged } = delivery
      if (acknowledged !== undefined) {
        return isSameQuantity(acknowledged, quantity) ? [] : reject('already-acknowledged', { quantity: acknowledged })
      }
      if (standing === 'disputed') return reject('already-disputed')
      const no = ifEnded(pledge) ?? unlessMeasured(quantity, delivery.quantity)
      if (no !== undefined) return no
      if (!atMost(quantity.value, delivery.quantity.value)) {
        return reject('more-than-reported', { quantity: delivery.quantity })
      }
      const { resourceId, unitId, kind } = terms
      const answer = event('DeliveryAcknowledged', { deliveryId, unitId, kind, quantity })
      const used = plus(pledge.acknowledged, quantity.value)
      if (!isFulfilledBy(pledge, used)) return [answer]
      return [
        answer,
        event('PledgeFulfilled', { resourceId, unitId, used, acknowledged: { ...quantity, value: used } }),
      ]
    })
  },
  DisputeDelivery(pledge, { data: { deliveryId, reason }, actor }) {
    return ofReceiver(pledge, { deliveryId, actor }, ({ standing, acknowledged }, { unitId }) => {
      if (standing === 'disputed') return []
      if (acknowledged !== undefined) return reject('already-acknowledged', { quantity: acknowledged })
      return ifEnded(pledge) ?? [event('DeliveryDisputed', { deliveryId, unitId, reason })]
    })
  },
  CancelPledge(pledge, { data: { reason }, actor }) {
    return ofOpened(pledge, (terms) => {
      const { resourceId, unitId } = terms
      const speaker = unitSpokenFor(actor)
      if (speaker !== unitId && !isReceiver(terms, speaker)) return reject('not-a-side')
      if (pledge.phase === 'cancelled') return []
      return ifEnded(pledge) ?? [event('PledgeCancelled', { resourceId, unitId, used: pledge.acknowledged, reason })]
    })
  },
  DefaultPledge(pledge, { data: { reason } }) {
    return ofOpened(pledge, ({ resourceId, unitId }) => {
      const { phase, committed, acknowledged: used } = pledge
      if (phase === 'defaulted') return []
      const no = ifEnded(pledge)
      if (no !== undefined) return no
      if (committed === undefined) return reject('not-committed')
      const shortfall = { ...committed, value: minus(committed.value, used) }
      return [event('PledgeDefaulted', { resourceId, unitId, used, reason, shortfall })]
    })
  },
}
