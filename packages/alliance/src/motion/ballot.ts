// A ballot, and what ballots add up to.
import * as z from 'zod'

export const votingMethod = z.enum(['showOfHands', 'rollCall'])

export const choice = z.enum(['for', 'against', 'abstain'])
export type Choice = z.output<typeof choice>

const votes = z.int().min(0)

export const tally = z.strictObject({ for: votes, against: votes, abstain: votes })
export type Tally = z.output<typeof tally>

export const outcome = z.enum(['adopted', 'failed'])
export type Outcome = z.output<typeof outcome>

/** How a meeting comes to its decision. */
export const decidedBy = z.enum(['vote', 'consensus'])
