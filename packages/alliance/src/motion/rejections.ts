// Why a motion says no.
import { rejecter, type Instant, type RejectionsOf } from '@lianxi/event-sourcing'
import type { ActionId, MeetingId, TopicId, UnitId } from '../ids.js'
import type { Choice, Outcome, Tally } from './ballot.js'
import type { MotionPhase } from './evolve.js'

interface Unit {
  unitId: UnitId
}
interface UnitInAction extends Unit {
  actionId: ActionId
}
interface Phase {
  phase: MotionPhase
}

export const rejections = {
  'not-moved': { sentence: () => 'there is no such motion; move it first' },
  'already-moved': { sentence: () => 'the motion was moved before; move another under an id of its own' },
  'not-in-session': { sentence: (d: { meetingId: MeetingId }) => `meeting ${d.meetingId} is not in session` },
  'topic-not-on-agenda': {
    clause: 'meeting.agenda',
    sentence: (d: { topicId: TopicId; meetingId: MeetingId }) =>
      `topic ${d.topicId} is not on the agenda of meeting ${d.meetingId}; name one that is, or none`,
  },
  'not-a-member': {
    sentence: (d: UnitInAction) => `unit ${d.unitId} is not a member; action ${d.actionId} cannot name it`,
  },
  'lead-among-co-units': {
    sentence: (d: UnitInAction) => `unit ${d.unitId} leads action ${d.actionId}; leave it out of the co-units`,
  },
  'named-twice': { sentence: (d: { id: string }) => `${d.id} is named twice; name it once` },
  'vote-already-opened': { sentence: (d: Phase) => `voting was opened before; the motion is ${d.phase}` },
  'quorum-not-present': {
    clause: 'quorum',
    sentence: (d: { present: number; needed: number }) =>
      `${d.present} voting units are present, ${d.needed} are needed`,
  },
  'vote-not-open': { sentence: (d: Phase) => `voting is not open; the motion is ${d.phase}` },
  'vote-not-closed': { sentence: (d: Phase) => `the motion is ${d.phase}; open the vote and close it first` },
  'not-entitled-to-vote': { sentence: (d: Unit) => `unit ${d.unitId} is not in the electorate of this vote` },
  'already-voted': { sentence: (d: Unit & { choice: Choice }) => `unit ${d.unitId} voted before: ${d.choice}` },
  'result-not-supported': {
    clause: 'vote.threshold',
    sentence: (d: { tally: Tally; base: number; outcome: Outcome }) =>
      `${d.tally.for} for, ${d.tally.against} against and ${d.tally.abstain} abstaining, on a base of ${d.base}: it ${d.outcome === 'adopted' ? 'is adopted' : 'fails'}`,
  },
  'consensus-with-dissent': {
    sentence: (d: { dissenting: readonly UnitId[] }) =>
      `there is no consensus while units dissent: ${d.dissenting.join(', ')}`,
  },
  'not-present': { sentence: (d: Unit) => `unit ${d.unitId} is not present, and cannot dissent` },
  'already-decided': { sentence: (d: { outcome: Outcome }) => `the motion was decided before: ${d.outcome}` },
  'before-it-began': {
    sentence: (d: { began: Instant }) =>
      `it cannot have happened before what it follows, at ${d.began}; check when it happened`,
  },
} as const

export const reject = rejecter('motion', rejections)
export type MotionRejection = RejectionsOf<typeof rejections>
