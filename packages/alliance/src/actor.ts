// Who acts, and in which role. A command's `by` names the roles it admits; who may hold an office is the host's matter (authorize).
import * as z from 'zod'
import { personRef, unitId } from './ids.js'
import { line } from './text.js'

export const role = z.enum([
  'convenor',
  'rotatingChair',
  'secretariat',
  'memberRepresentative',
  'liaison',
  'communityOffice',
  'department',
  'verifier',
  'auditor',
  'resident',
  'engine',
])
export type Role = z.output<typeof role>

/** Who acted. */
export const actor = z.strictObject({
  personRef: z.exactOptional(personRef),
  role,
  unitId: z.exactOptional(unitId),
})
export type Actor = Readonly<z.output<typeof actor>>

/** Who typed it, where that is another than who acted, and what it was typed from. */
export const enteredBy = z.strictObject({
  evidence: z.exactOptional(line),
  personRef: z.exactOptional(personRef),
  role: role.exclude(['engine']),
  unitId: z.exactOptional(unitId),
})
export type EnteredBy = Readonly<z.output<typeof enteredBy>>

/** One of some roles; another is told which. */
function oneOf<const R extends readonly Role[]>(roles: R) {
  return z.enum(roles, { error: `it is for ${roles.join(', ')}` })
}

/** The unit that an actor speaks for. */
const ownUnit = z
  .uuid('who speaks for a unit says for which')
  .regex(/^[^A-Z]*$/, 'a UUID is written in lower case')
  .brand<'UnitId'>()

/** Actors of these roles, who act for a unit: what they do binds it. */
export function forUnit<const R extends readonly Role[]>(...roles: R) {
  return z.strictObject({ personRef: z.exactOptional(personRef), role: oneOf(roles), unitId: ownUnit })
}

/** Actors of these offices, whether they belong to a unit or not. */
export function inOffice<const R extends readonly Role[]>(...roles: R) {
  return z.strictObject({ personRef: z.exactOptional(personRef), role: oneOf(roles), unitId: z.exactOptional(unitId) })
}

/** Whoever speaks for a member unit. */
export const memberUnit = forUnit('memberRepresentative', 'liaison', 'communityOffice')

/** Who leads a meeting. */
export const chair = inOffice('convenor', 'rotatingChair')

/** Who keeps the papers, and the chair; a reaction may do their work too, on the authority of what it reacts to. */
export const office = inOffice('convenor', 'rotatingChair', 'secretariat', 'engine')

/** The engine's own reactions; never from outside. */
export const engineOnly = inOffice('engine')

/** For actors of which one of several schemas admits the role. */
export const otherRole = { error: 'it is for other roles' } as const
