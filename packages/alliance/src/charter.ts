// The configuration that an alliance works by. Fractions are compared in integers.
import * as z from 'zod'
import { line } from './text.js'

const count = z.int().min(1).max(1_000_000)

/** A fraction to reach: `strictly` asks for more than it. */
export const share = z
  .strictObject({ numerator: count, denominator: count, strictly: z.boolean() })
  .refine(({ numerator, denominator, strictly }) => (strictly ? numerator < denominator : numerator <= denominator), {
    error: 'a share is at most the whole, and nothing is strictly more than the whole',
    path: ['numerator'],
  })
export type Share = Readonly<z.output<typeof share>>

export const quorumRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('heads'), count }),
  z.strictObject({ kind: z.literal('share'), share }),
])
export type QuorumRule = Readonly<z.output<typeof quorumRule>>

/** What a threshold is a share of: votes for and against; those and abstentions; the units present; the units entitled. */
const voteBase = z.enum(['cast', 'yesNoAbstain', 'present', 'entitled'])

export const voteRule = z.strictObject({ base: voteBase, threshold: share })
export type VoteRule = Readonly<z.output<typeof voteRule>>

export const charter = z.strictObject({ version: count, name: line, quorum: quorumRule, vote: voteRule })
export type Charter = Readonly<z.output<typeof charter>>

/** Whether `part` of `whole` reaches a share: 2/3 of 15 is `3 * part >= 2 * 15`. */
export function reaches({ numerator, denominator, strictly }: Share, part: number, whole: number): boolean {
  return strictly ? denominator * part > numerator * whole : denominator * part >= numerator * whole
}

/** How many units must be present of `entitled`. */
export function quorumNeeded(rule: QuorumRule, entitled: number): number {
  if (rule.kind === 'none') return 0
  if (rule.kind === 'heads') return rule.count
  const { numerator, denominator, strictly } = rule.share
  return strictly
    ? Math.floor((numerator * entitled) / denominator) + 1
    : Math.ceil((numerator * entitled) / denominator)
}

const majority: Share = { numerator: 1, denominator: 2, strictly: true }
const twoThirds: Share = { numerator: 2, denominator: 3, strictly: false }

/** Charters as they are met with (domain: quorum and threshold rules), to found an alliance with or to change first. */
export const charterPresets = {
  'kunming-quarterly-consensus': {
    version: 1,
    name: 'Quarterly joint meeting by consensus',
    quorum: { kind: 'share', share: majority },
    vote: { base: 'cast', threshold: majority },
  },
  'association-2/3': {
    version: 1,
    name: 'Two thirds present, two thirds of those present',
    quorum: { kind: 'share', share: twoThirds },
    vote: { base: 'present', threshold: twoThirds },
  },
  'robert-majority': {
    version: 1,
    name: 'A majority present, a majority of votes cast',
    quorum: { kind: 'share', share: majority },
    vote: { base: 'cast', threshold: majority },
  },
} as const satisfies Readonly<Record<string, Charter>>
