// What is stored of one offer or need. Changing a schema changes history: add an upcaster (docs/guides).
import * as z from 'zod'
import { calendarDate } from '../calendar.js'
import { pledgeId, unitId } from '../ids.js'
import { amountOrZero, quantity } from '../quantity.js'
import { resourceKind } from '../resource-kind.js'
import { line, prose } from '../text.js'

const listing = { kind: resourceKind, title: line, quantity }

export const events = {
  OfferListed: z
    .strictObject({ unitId, ...listing, until: z.exactOptional(calendarDate), conditions: z.exactOptional(prose) })
    .meta({ zh: '资源登记', en: 'A unit put on the resource list what it can give' }),
  NeedListed: z
    .strictObject({ unitId: z.exactOptional(unitId), ...listing, needBy: z.exactOptional(calendarDate) })
    .meta({
      zh: '需求登记',
      en: 'A need was put on the need list, of a unit where one is named, else of the alliance',
    }),
  OfferClaimed: z
    .strictObject({ pledgeId, unitId, quantity })
    .meta({ zh: '认领资源', en: 'A unit asked for a part of an offer, which is reserved from now on' }),
  NeedClaimed: z
    .strictObject({ pledgeId, unitId, quantity })
    .meta({ zh: '认领需求', en: 'A unit came forward to meet a part of a need, which is reserved from now on' }),
  ClaimAccepted: z
    .strictObject({ pledgeId, unitId, receiverUnitId: z.exactOptional(unitId), ...listing })
    .meta({ zh: '接受认领', en: 'The other side agreed to a claim: the unit named first gives, the other receives' }),
  ClaimDeclined: z
    .strictObject({ pledgeId, reason: line })
    .meta({ zh: '谢绝认领', en: 'The other side did not agree to a claim; what it reserved is free again' }),
  ClaimReleased: z
    .strictObject({ pledgeId, used: amountOrZero })
    .meta({ zh: '释放余量', en: 'The pledge of a claim has ended, or was none; what it did not use is free again' }),
} as const

type Stored = typeof events
/** The data of each event, by its name. */
export type ResourceEvents = { [N in keyof Stored]: z.output<Stored[N]> }
