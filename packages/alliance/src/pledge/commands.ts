// What may be asked of a pledge, by whom, and what comes of it.
import type { CommandTable } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { engineOnly, memberUnit, office } from '../actor.js'
import { deliveryId, pledgeId, resourceId, unitId } from '../ids.js'
import { quantity } from '../quantity.js'
import { resourceKind } from '../resource-kind.js'
import { line, prose } from '../text.js'
import { unitOrOffice } from '../unit-or-office.js'
import type { events } from './events.js'

export const commands = {
  OpenPledge: {
    by: engineOnly,
    data: z.strictObject({
      pledgeId,
      resourceId,
      unitId,
      receiverUnitId: z.exactOptional(unitId),
      kind: resourceKind,
      title: line,
      quantity,
    }),
    gives: ['PledgeOpened', 'PledgeNotOpened'],
  },
  CommitPledge: { by: memberUnit, data: z.strictObject({ pledgeId, quantity }), gives: ['PledgeCommitted'] },
  ReportDelivery: {
    by: memberUnit,
    data: z.strictObject({ pledgeId, deliveryId, quantity, evidence: z.exactOptional(prose) }),
    gives: ['DeliveryReported'],
  },
  AcknowledgeDelivery: {
    by: unitOrOffice,
    data: z.strictObject({ pledgeId, deliveryId, quantity }),
    gives: ['DeliveryAcknowledged', 'PledgeFulfilled'],
  },
  DisputeDelivery: {
    by: unitOrOffice,
    data: z.strictObject({ pledgeId, deliveryId, reason: line }),
    gives: ['DeliveryDisputed'],
  },
  CancelPledge: { by: unitOrOffice, data: z.strictObject({ pledgeId, reason: line }), gives: ['PledgeCancelled'] },
  DefaultPledge: { by: office, data: z.strictObject({ pledgeId, reason: line }), gives: ['PledgeDefaulted'] },
} as const satisfies CommandTable<keyof typeof events>

type Asked = typeof commands
/** What each command says, by its name. */
export type PledgeCommands = { [N in keyof Asked]: z.input<Asked[N]['data']> }
