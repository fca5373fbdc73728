// What an issue answers.
import { eventBuilder, type Decide, type DeepReadonly } from '@lianxi/event-sourcing'
import type { UnitId } from '../ids.js'
import { stated } from '../stated.js'
import { unitSpokenFor } from '../unit-or-office.js'
import type { commands } from './commands.js'
import { events } from './events.js'
import type { Issue } from './evolve.js'
import { reject, type IssueRejection } from './rejections.js'
import { isOnAgenda, isTriaged, mayReopen } from './rules.js'

const event = eventBuilder(events)

type State = DeepReadonly<Issue>
type No = IssueRejection | undefined

function unlessOpen({ phase, closedAs }: State): No {
  if (phase === 'notRaised') return reject('not-raised')
  return closedAs === undefined ? undefined : reject('already-closed', { mode: closedAs })
}

function unlessOwner({ owner }: State, unitId: UnitId): No {
  return owner === unitId ? undefined : reject('not-the-owner', { owner: owner ?? null })
}

function unlessInHand({ phase }: State): No {
  return phase === 'inHand' ? undefined : reject('not-in-hand', { phase })
}

/** For what the owner alone does, while it has the issue in hand. */
function unlessInHandOf(issue: State, unitId: UnitId): No {
  return unlessOpen(issue) ?? unlessOwner(issue, unitId) ?? unlessInHand(issue)
}

/** What a unit raised, it withdraws; everything else is its owner's to close. */
function unlessCloser(issue: State, { mode, unitId }: { mode: string; unitId: UnitId }): No {
  if (mode !== 'withdrawn') return unlessOwner(issue, unitId)
  return issue.raisedBy === unitId ? undefined : reject('not-the-raiser', { raisedBy: issue.raisedBy ?? null })
}

export const decide: Decide<Issue, typeof commands, typeof events, IssueRejection> = {
  RaiseIssue({ phase }, { data: { channel, category, title, urgency, place }, actor }) {
    if (phase !== 'notRaised') return reject('already-raised')
    const unitId = unitSpokenFor(actor)
    return [event('IssueRaised', { channel, category, title, urgency, ...stated({ place, unitId }) })]
  },
  TriageIssue(issue, { data: { level, category } }) {
    const no = unlessOpen(issue)
    if (no !== undefined) return no
    if (issue.triage?.level === level && issue.triage.category === category) return []
    return [event('IssueTriaged', { level, category })]
  },
  AcceptIssue(issue, { actor: { unitId } }) {
    const no = unlessOpen(issue)
    if (no !== undefined) return no
    if (!isTriaged(issue)) return reject('not-triaged')
    if (issue.owner === unitId) return []
    if (issue.owner !== undefined) return reject('already-in-hand', { owner: issue.owner })
    return [event('IssueAccepted', { unitId })]
  },
  PutIssueOnAgenda(issue, { data: { meetingId, topicId }, actor }) {
    const unitId = unitSpokenFor(actor)
    const no = unlessOpen(issue) ?? (unitId === undefined ? undefined : unlessOwner(issue, unitId))
    if (no !== undefined) return no
    if (!isTriaged(issue)) return reject('not-triaged')
    return isOnAgenda(issue, { meetingId, topicId }) ? [] : [event('IssuePutOnAgenda', { meetingId, topicId })]
  },
  FollowOutcome(issue, { data: { motionId, outcome } }) {
    if (issue.followed.includes(motionId)) return []
    return unlessOpen(issue) ?? [event('IssueOutcomeFollowed', { motionId, outcome })]
  },
  OfferHandOver(issue, { data: { toUnitId, reason }, facts: { member }, actor: { unitId } }) {
    const no = unlessInHandOf(issue, unitId)
    if (no !== undefined) return no
    if (toUnitId === unitId) return reject('own-unit')
    if (!member) return reject('not-a-member', { unitId: toUnitId })
    if (issue.handOver?.toUnitId === toUnitId) return []
    return [event('HandOverOffered', { fromUnitId: unitId, toUnitId, reason })]
  },
  AcceptHandOver(issue, { actor: { unitId } }) {
    const no = unlessOpen(issue)
    if (no !== undefined) return no
    if (issue.owner === unitId) return []
    if (issue.handOver?.toUnitId !== unitId) return reject('hand-over-not-offered', { unitId })
    return [event('IssueHandedOver', { fromUnitId: issue.handOver.fromUnitId, toUnitId: unitId })]
  },
  DeclineHandOver(issue, { data: { reason }, actor: { unitId } }) {
    const no = unlessOpen(issue)
    if (no !== undefined) return no
    if (issue.handOver?.toUnitId !== unitId) return reject('hand-over-not-offered', { unitId })
    return [event('HandOverDeclined', { fromUnitId: issue.handOver.fromUnitId, toUnitId: unitId, reason })]
  },
  ClaimIssueResolved(issue, { data: { evidence }, actor: { unitId } }) {
    return unlessInHandOf(issue, unitId) ?? [event('IssueResolutionClaimed', { unitId, evidence })]
  },
  VerifyIssue(issue, { data: { upheld, finding }, actor }) {
    const no = unlessOpen(issue)
    if (no !== undefined) return no
    const { phase, owner } = issue
    if (phase !== 'claimedResolved' || owner === undefined) return reject('nothing-claimed', { phase })
    if (actor.unitId === owner) return reject('verifier-is-the-owner', { owner })
    if (!upheld) return [event('IssueClaimReturned', { unitId: owner, finding })]
    return [event('IssueVerified', { unitId: owner, finding, ...stated({ verifierUnitId: actor.unitId }) })]
  },
  CloseIssue(issue, { data: { mode, reason }, actor }) {
    if (issue.closedAs === mode) return []
    const unitId = unitSpokenFor(actor)
    const no = unlessOpen(issue) ?? (unitId === undefined ? undefined : unlessCloser(issue, { mode, unitId }))
    if (no !== undefined) return no
    if (mode === 'fixed' && issue.phase !== 'verified') return reject('not-verified', { phase: issue.phase })
    const { owner, raisedBy } = issue
    return [event('IssueClosed', { mode, ...stated({ unitId: owner, raisedBy, reason }) })]
  },
  ReopenIssue(issue, { data: { ground }, actor }) {
    const { phase, owner } = issue
    if (phase === 'notRaised') return reject('not-raised')
    if (phase !== 'closed') return reject('not-closed', { phase })
    const unitId = unitSpokenFor(actor)
    if (unitId !== undefined && !mayReopen(issue, unitId)) return reject('not-raiser-nor-verifier')
    return [event('IssueReopened', { ground, ...stated({ unitId: owner }) })]
  },
}
