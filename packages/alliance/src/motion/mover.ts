// Who moves a motion: a unit, or an office for the meeting as a whole; an office holder's own unit is not bound by it.
import type { Output } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { memberUnit, office } from '../actor.js'
import type { UnitId } from '../ids.js'

export const mover = z.discriminatedUnion('role', [memberUnit, office])

/** The unit that a mover binds, if any. */
export function movingUnit(actor: Output<typeof mover>): UnitId | undefined {
  switch (actor.role) {
    case 'memberRepresentative':
    case 'liaison':
    case 'communityOffice':
      return actor.unitId
    default:
      return undefined
  }
}
