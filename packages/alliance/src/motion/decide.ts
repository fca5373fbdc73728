// What a motion answers.
import { eventBuilder, type Decide, type DeepReadonly, type Instant, type Output } from '@lianxi/event-sourcing'
import type { UnitId } from '../ids.js'
import type { Outcome } from './ballot.js'
import { unitSpokenFor } from '../unit-or-office.js'
import type { commands } from './commands.js'
import { events } from './events.js'
import type { Motion } from './evolve.js'
import type { proposedAction, Proposal } from './proposal.js'
import { reject, type MotionRejection } from './rejections.js'
import { mayVote, namedTwice, namesTheSame, resultOf } from './rules.js'

const event = eventBuilder(events)

function twice(ids: readonly string[]): MotionRejection | undefined {
  const id = namedTwice(ids)
  return id === undefined ? undefined : reject('named-twice', { id })
}

/** Why an action cannot be proposed, if it cannot. */
function unfit(action: Output<typeof proposedAction>, members: readonly UnitId[]): MotionRejection | undefined {
  const { actionId, leadUnitId, coUnitIds } = action
  const outsider = [leadUnitId, ...coUnitIds].find((unitId) => !members.includes(unitId))
  if (outsider !== undefined) return reject('not-a-member', { actionId, unitId: outsider })
  if (coUnitIds.includes(leadUnitId)) return reject('lead-among-co-units', { actionId, unitId: leadUnitId })
  return twice(coUnitIds)
}

function beforeItBegan(began: Instant | undefined, at: Instant): MotionRejection | undefined {
  return began !== undefined && at < began ? reject('before-it-began', { began }) : undefined
}

/** Answers for a motion that is before the meeting and neither voted on nor decided, or says that it is not. */
function ofMoved<Answer>(
  { phase, proposal, outcome, since }: DeepReadonly<Motion>,
  { inSession, occurredAt }: { readonly inSession: boolean; readonly occurredAt: Instant },
  answer: (proposal: DeepReadonly<Proposal>) => Answer,
): Answer | MotionRejection {
  if (proposal === undefined) return reject('not-moved')
  if (outcome !== undefined) return reject('already-decided', { outcome })
  if (phase !== 'moved') return reject('vote-already-opened', { phase })
  if (!inSession) return reject('not-in-session', { meetingId: proposal.meetingId })
  return beforeItBegan(since, occurredAt) ?? answer(proposal)
}

function decided(outcome: Outcome, proposal: DeepReadonly<Proposal>, by: 'vote' | 'consensus') {
  return event(outcome === 'adopted' ? 'ResolutionAdopted' : 'MotionFailed', { ...proposal, by })
}

export const decide: Decide<Motion, typeof commands, typeof events, MotionRejection> = {
  MoveMotion({ phase }, { data, facts: { inSession, onAgenda, members }, actor }) {
    if (phase !== 'notMoved') return reject('already-moved')
    const { meetingId, topicId, text, issueIds, actions } = data
    if (!inSession) return reject('not-in-session', { meetingId })
    if (topicId !== undefined && !onAgenda) return reject('topic-not-on-agenda', { topicId, meetingId })
    const no = twice(issueIds) ?? twice(actions.map(({ actionId }) => actionId))
    if (no !== undefined) return no
    for (const action of actions) {
      const unfitness = unfit(action, members)
      if (unfitness !== undefined) return unfitness
    }
    const moverUnitId = unitSpokenFor(actor)
    return [
      event('MotionMoved', {
        meetingId,
        ...(topicId === undefined ? {} : { topicId }),
        ...(moverUnitId === undefined ? {} : { moverUnitId }),
        text,
        issueIds,
        actions,
      }),
    ]
  },
  OpenVote(motion, { data: { method }, facts, occurredAt }) {
    const { inSession, electorate, entitled, quorumNeeded, charterVersion, vote } = facts
    return ofMoved(motion, { inSession, occurredAt }, () => {
      const present = electorate.length
      if (present < quorumNeeded) return reject('quorum-not-present', { present, needed: quorumNeeded })
      return [event('VoteOpened', { method, electorate, entitled, quorumNeeded, charterVersion, vote })]
    })
  },
  CastBallot({ phase, vote, since }, { data: { choice }, actor: { unitId }, occurredAt }) {
    if (phase !== 'voting' || vote === undefined) return reject('vote-not-open', { phase })
    if (!mayVote(vote, unitId)) return reject('not-entitled-to-vote', { unitId })
    const former = vote.ballots[unitId]
    if (former === choice) return []
    if (former !== undefined) return reject('already-voted', { unitId, choice: former })
    return beforeItBegan(since, occurredAt) ?? [event('BallotCast', { unitId, choice })]
  },
  CloseVote({ phase, vote, since }, { occurredAt }) {
    if (phase === 'closed') return []
    if (phase !== 'voting') return reject('vote-not-open', { phase })
    return (
      beforeItBegan(since, occurredAt) ?? beforeItBegan(vote?.lastBallotAt, occurredAt) ?? [event('VoteClosed', {})]
    )
  },
  DeclareResult(motion, { data, occurredAt }) {
    const { phase, proposal, vote, since } = motion
    if (motion.result?.outcome === data.outcome) return []
    if (motion.outcome !== undefined) return reject('already-decided', { outcome: motion.outcome })
    if (phase !== 'closed' || proposal === undefined || vote === undefined) return reject('vote-not-closed', { phase })
    const { tally, base, outcome } = resultOf(vote)
    if (data.outcome !== outcome) return reject('result-not-supported', { tally, base, outcome })
    const { rule, charterVersion } = vote
    const result = event('ResultDeclared', { tally, base, vote: rule, charterVersion, outcome })
    return beforeItBegan(since, occurredAt) ?? [result, decided(outcome, proposal, 'vote')]
  },
  RecordConsensus(motion, { data: { reached, dissenting }, facts, occurredAt }) {
    const { consensus } = motion
    const { inSession, present, entitled, quorumNeeded, charterVersion } = facts
    if (consensus?.reached === reached && namesTheSame(consensus.dissenting, dissenting)) return []
    return ofMoved(motion, { inSession, occurredAt }, (proposal) => {
      const no = twice(dissenting)
      if (no !== undefined) return no
      const absent = dissenting.find((unitId) => !present.includes(unitId))
      if (absent !== undefined) return reject('not-present', { unitId: absent })
      if (reached && dissenting.length > 0) return reject('consensus-with-dissent', { dissenting })
      if (reached && present.length < quorumNeeded)
        return reject('quorum-not-present', { present: present.length, needed: quorumNeeded })
      const counted = { present, entitled, quorumNeeded, charterVersion }
      const outcome = reached ? 'adopted' : 'failed'
      return [event('ConsensusRecorded', { reached, dissenting, ...counted }), decided(outcome, proposal, 'consensus')]
    })
  },
}
