// Acts that a unit may do for itself and an office for all: an office holder does not speak for their own unit.
import type { DeepReadonly } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { type Role, memberUnit, office, otherRole } from './actor.js'
import type { UnitId } from './ids.js'

/** Whoever speaks for a member unit, or holds an office. */
export const unitOrOffice = z.discriminatedUnion('role', [memberUnit, office], otherRole)

type Speaker = DeepReadonly<z.output<typeof memberUnit>>
type Anyone = Speaker | { readonly role: Exclude<Role, Speaker['role']> }

/** The unit that an actor speaks for; none for an office holder, whatever unit they belong to. */
export function unitSpokenFor(actor: Anyone): UnitId | undefined {
  const speaks = actor.role === 'memberRepresentative' || actor.role === 'liaison' || actor.role === 'communityOffice'
  return speaks ? actor.unitId : undefined
}
