// A member organisation as events and commands describe it.
import * as z from 'zod'

/** A unit's short name in the alliance's papers, such as `U07`. */
export const unitCode = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/, 'a code is 1 to 32 ASCII letters, digits, - or _, a letter or digit first')

export const unitKind = z.enum(['residentUnit', 'community', 'privateSector', 'subdistrict', 'other'])
export type UnitKind = z.output<typeof unitKind>

/** Whether the unit votes, or is heard only. */
export const seat = z.enum(['voting', 'nonVoting'])

/** Whether a person speaks for the unit, or stands in for who does. */
export const capacity = z.enum(['representative', 'alternate'])
