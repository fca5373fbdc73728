// What is true of a motion. A phase is kept with the instant at which it began, so that nothing is entered before what it follows.
import type { DeepReadonly, Evolve, Instant } from '@lianxi/event-sourcing'
import type { VoteRule } from '../charter.js'
import type { UnitId } from '../ids.js'
import type { Choice, Outcome, Tally } from './ballot.js'
import type { events } from './events.js'
import type { Proposal } from './proposal.js'

export type MotionPhase = 'notMoved' | 'moved' | 'voting' | 'closed' | 'decided'

export interface Vote {
  electorate: UnitId[]
  entitled: number
  charterVersion: number
  rule: VoteRule
  ballots: Record<UnitId, Choice>
  lastBallotAt?: Instant
}

export interface Motion {
  phase: MotionPhase
  since?: Instant
  proposal?: Proposal
  vote?: Vote
  result?: { tally: Tally; outcome: Outcome }
  consensus?: { reached: boolean; dissenting: UnitId[] }
  outcome?: Outcome
}

export function initialState(): Motion {
  return { phase: 'notMoved' }
}

function enter(motion: Motion, phase: MotionPhase, at: Instant): void {
  motion.phase = phase
  motion.since = at
}

function copied({ issueIds, actions, ...rest }: DeepReadonly<Proposal>): Proposal {
  return {
    ...rest,
    issueIds: [...issueIds],
    actions: actions.map((action) => ({ ...action, coUnitIds: [...action.coUnitIds] })),
  }
}

export const evolve: Evolve<Motion, typeof events> = {
  MotionMoved(motion, proposal, { occurredAt }) {
    enter(motion, 'moved', occurredAt)
    motion.proposal = copied(proposal)
  },
  VoteOpened(motion, { electorate, entitled, charterVersion, vote }, { occurredAt }) {
    enter(motion, 'voting', occurredAt)
    const rule = { ...vote, threshold: { ...vote.threshold } }
    motion.vote = { electorate: [...electorate], entitled, charterVersion, rule, ballots: {} }
  },
  BallotCast({ vote }, { unitId, choice }, { occurredAt }) {
    if (vote === undefined) return
    vote.ballots[unitId] = choice
    if (vote.lastBallotAt === undefined || vote.lastBallotAt < occurredAt) vote.lastBallotAt = occurredAt
  },
  VoteClosed(motion, _, { occurredAt }) {
    enter(motion, 'closed', occurredAt)
  },
  ResultDeclared(motion, { tally, outcome }) {
    motion.result = { tally: { ...tally }, outcome }
  },
  ConsensusRecorded(motion, { reached, dissenting }) {
    motion.consensus = { reached, dissenting: [...dissenting] }
  },
  ResolutionAdopted(motion, _, { occurredAt }) {
    enter(motion, 'decided', occurredAt)
    motion.outcome = 'adopted'
  },
  MotionFailed(motion, _, { occurredAt }) {
    enter(motion, 'decided', occurredAt)
    motion.outcome = 'failed'
  },
}
