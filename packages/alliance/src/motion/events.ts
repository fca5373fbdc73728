// What is stored of a motion. Changing a schema changes history: add an upcaster (docs/guides).
import * as z from 'zod'
import { voteRule } from '../charter.js'
import { unitId } from '../ids.js'
import { choice, decidedBy, outcome, tally, votingMethod } from './ballot.js'
import { proposal } from './proposal.js'

const heads = z.int().min(0)
const charterVersion = z.int().min(1)
const decision = proposal.extend({ by: decidedBy })

export const events = {
  MotionMoved: proposal.meta({ zh: '提出动议', en: 'A proposal was put to a meeting in session' }),
  VoteOpened: z
    .strictObject({
      method: votingMethod,
      electorate: z.array(unitId),
      entitled: heads,
      quorumNeeded: heads,
      charterVersion,
      vote: voteRule,
    })
    .meta({ zh: '开始表决', en: 'Voting began; the electorate and the rule are fixed from here' }),
  BallotCast: z.strictObject({ unitId, choice }).meta({ zh: '投票', en: 'A unit voted' }),
  VoteClosed: z.strictObject({}).meta({ zh: '表决结束', en: 'Voting ended' }),
  ResultDeclared: z.strictObject({ tally, base: heads, vote: voteRule, charterVersion, outcome }).meta({
    zh: '宣布结果',
    en: 'The chair declared what the ballots add up to; the threshold is a share of the base',
  }),
  ConsensusRecorded: z
    .strictObject({
      reached: z.boolean(),
      dissenting: z.array(unitId),
      present: z.array(unitId),
      entitled: heads,
      quorumNeeded: heads,
      charterVersion,
    })
    .meta({ zh: '记录共识', en: 'The meeting found itself of one mind, or not, without a vote' }),
  ResolutionAdopted: decision.meta({ zh: '形成决议', en: 'The motion became a resolution, whose id is its own' }),
  MotionFailed: decision.meta({ zh: '动议未通过', en: 'The motion did not become a resolution' }),
} as const

type Stored = typeof events
/** The data of each event, by its name. */
export type MotionEvents = { [N in keyof Stored]: z.output<Stored[N]> }
