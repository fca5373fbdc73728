// How an issue came, how far it reaches and how it ends, in the words that events and commands share.
import * as z from 'zod'

/** The way by which it was heard of. */
export const channel = z.enum(['meeting', 'grid', 'hotline', 'visit', 'unit'])

export const urgency = z.enum(['ordinary', 'urgent', 'emergency'])

/** Who it takes to solve it. */
export const level = z.enum(['community', 'subdistrict', 'alliance'])

/** Ends that leave the matter unsolved. They stand apart from `fixed`, and each needs a reason. */
export const unfixed = z.enum(['cannotFix', 'notOurs', 'withdrawn'])

export const closingMode = z.enum(['fixed', ...unfixed.options])
export type ClosingMode = z.output<typeof closingMode>

/** How a motion about it ended. */
export const motionOutcome = z.enum(['adopted', 'failed'])
