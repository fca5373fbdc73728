// What may be asked of an offer or a need, by whom, and what comes of it.
import type { CommandTable } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { engineOnly, memberUnit } from '../actor.js'
import { calendarDate } from '../calendar.js'
import { pledgeId, resourceId } from '../ids.js'
import { amountOrZero, quantity } from '../quantity.js'
import { resourceKind } from '../resource-kind.js'
import { line, prose } from '../text.js'
import { unitOrOffice } from '../unit-or-office.js'
import type { events } from './events.js'

const listing = { resourceId, kind: resourceKind, title: line, quantity }
const claim = z.strictObject({ resourceId, pledgeId, quantity })

export const commands = {
  ListOffer: {
    by: memberUnit,
    data: z.strictObject({ ...listing, until: z.exactOptional(calendarDate), conditions: z.exactOptional(prose) }),
    gives: ['OfferListed'],
  },
  ListNeed: {
    by: unitOrOffice,
    data: z.strictObject({ ...listing, needBy: z.exactOptional(calendarDate) }),
    gives: ['NeedListed'],
  },
  ClaimOffer: {
    by: memberUnit,
    data: claim,
    // of an offer without a last day nobody asks what day it is
    needs: z.strictObject({ today: z.exactOptional(calendarDate) }),
    gives: ['OfferClaimed'],
  },
  ClaimNeed: { by: memberUnit, data: claim, gives: ['NeedClaimed'] },
  AcceptClaim: { by: unitOrOffice, data: z.strictObject({ resourceId, pledgeId }), gives: ['ClaimAccepted'] },
  DeclineClaim: {
    by: unitOrOffice,
    data: z.strictObject({ resourceId, pledgeId, reason: line }),
    gives: ['ClaimDeclined'],
  },
  ReleaseClaim: {
    by: engineOnly,
    data: z.strictObject({ resourceId, pledgeId, used: amountOrZero }),
    gives: ['ClaimReleased'],
  },
} as const satisfies CommandTable<keyof typeof events>

type Asked = typeof commands
/** What each command says, by its name. */
export type ResourceCommands = { [N in keyof Asked]: z.input<Asked[N]['data']> }
