// What is stored of a pledge. Changing a schema changes history: add an upcaster (docs/guides).
import * as z from 'zod'
import { deliveryId, resourceId, unitId } from '../ids.js'
import { amountOrZero, quantity } from '../quantity.js'
import { resourceKind } from '../resource-kind.js'
import { line, prose } from '../text.js'

/** Every end names the resource, which frees what was not used, and the unit that had pledged. */
const ending = { resourceId, unitId, used: amountOrZero }

export const events = {
  PledgeOpened: z
    .strictObject({
      resourceId,
      unitId,
      receiverUnitId: z.exactOptional(unitId),
      kind: resourceKind,
      title: line,
      quantity,
    })
    .meta({ zh: '承诺', en: 'An accepted claim became a pledge: declared, not yet binding' }),
  PledgeNotOpened: z.strictObject({ resourceId, unitId }).meta({
    zh: '承诺未成立',
    en: 'An accepted claim carried the id of a pledge for something else, and opened none; nothing is reserved for it',
  }),
  PledgeCommitted: z
    .strictObject({ unitId, kind: resourceKind, quantity })
    .meta({ zh: '正式承诺', en: 'The unit bound itself to give this much' }),
  DeliveryReported: z
    .strictObject({ deliveryId, unitId, kind: resourceKind, quantity, evidence: z.exactOptional(prose) })
    .meta({ zh: '申报交付', en: 'The unit says that it gave this much' }),
  DeliveryAcknowledged: z
    .strictObject({ deliveryId, unitId, kind: resourceKind, quantity })
    .meta({ zh: '确认收到', en: 'The receiving side says that it got this much of a delivery, from the unit named' }),
  DeliveryDisputed: z
    .strictObject({ deliveryId, unitId, reason: line })
    .meta({ zh: '交付异议', en: 'The receiving side says that it did not get a delivery, from the unit named' }),
  PledgeFulfilled: z
    .strictObject({ ...ending, acknowledged: quantity })
    .meta({ zh: '承诺兑现', en: 'All that the unit had committed was acknowledged' }),
  PledgeCancelled: z
    .strictObject({ ...ending, reason: line })
    .meta({ zh: '取消承诺', en: 'One of the two sides called the pledge off' }),
  PledgeDefaulted: z
    .strictObject({ ...ending, reason: line, shortfall: quantity })
    .meta({ zh: '承诺违约', en: 'An office found that the unit will not give what it had committed' }),
} as const

type Stored = typeof events
/** The data of each event, by its name. */
export type PledgeEvents = { [N in keyof Stored]: z.output<Stored[N]> }
