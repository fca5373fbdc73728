// What is true of an issue: how far it is, and whose it is.
import type { Evolve } from '@lianxi/event-sourcing'
import type { MeetingId, MotionId, TopicId, UnitId } from '../ids.js'
import type { ClosingMode } from './classification.js'
import type { events } from './events.js'

export interface Issue {
  phase: 'notRaised' | 'raised' | 'triaged' | 'inHand' | 'claimedResolved' | 'verified' | 'closed'
  raisedBy?: UnitId
  triage?: { level: 'community' | 'subdistrict' | 'alliance'; category: string }
  owner?: UnitId
  /** Whom the owner asked to take it over; the last one asked. */
  handOver?: { fromUnitId: UnitId; toUnitId: UnitId }
  /** Where it is to be spoken of. Meanwhile it stays in its owner's hands. */
  agenda?: { meetingId: MeetingId; topicId: TopicId }
  /** The motions about it that were decided. */
  followed: MotionId[]
  /** The resolution that it is in hand under. */
  resolution?: MotionId
  /** The unit that last verified it, where a unit did. */
  verifierUnitId?: UnitId
  closedAs?: ClosingMode
}

export function initialState(): Issue {
  return { phase: 'notRaised', followed: [] }
}

function openPhase({ owner, triage }: Issue): 'raised' | 'triaged' | 'inHand' {
  if (owner !== undefined) return 'inHand'
  return triage === undefined ? 'raised' : 'triaged'
}

export const evolve: Evolve<Issue, typeof events> = {
  IssueRaised(issue, { unitId }) {
    issue.phase = 'raised'
    if (unitId !== undefined) issue.raisedBy = unitId
  },
  IssueTriaged(issue, { level, category }) {
    if (issue.phase === 'raised') issue.phase = 'triaged'
    issue.triage = { level, category }
  },
  IssueAccepted(issue, { unitId }) {
    issue.phase = 'inHand'
    issue.owner = unitId
  },
  IssuePutOnAgenda(issue, { meetingId, topicId }) {
    issue.agenda = { meetingId, topicId }
  },
  IssueOutcomeFollowed(issue, { motionId, outcome }) {
    issue.followed.push(motionId)
    delete issue.agenda
    if (outcome === 'adopted') issue.resolution = motionId
  },
  HandOverOffered(issue, { fromUnitId, toUnitId }) {
    issue.handOver = { fromUnitId, toUnitId }
  },
  IssueHandedOver(issue, { toUnitId }) {
    issue.owner = toUnitId
    delete issue.handOver
  },
  HandOverDeclined(issue) {
    delete issue.handOver
  },
  IssueResolutionClaimed(issue) {
    issue.phase = 'claimedResolved'
    delete issue.handOver
  },
  IssueVerified(issue, { verifierUnitId }) {
    issue.phase = 'verified'
    if (verifierUnitId === undefined) delete issue.verifierUnitId
    else issue.verifierUnitId = verifierUnitId
  },
  IssueClaimReturned(issue) {
    issue.phase = 'inHand'
  },
  IssueClosed(issue, { mode }) {
    issue.phase = 'closed'
    issue.closedAs = mode
    delete issue.handOver
    delete issue.agenda
  },
  IssueReopened(issue) {
    issue.phase = openPhase(issue)
    delete issue.closedAs
  },
}
