// Why a meeting says no.
import { rejecter, type Instant, type RejectionsOf } from '@lianxi/event-sourcing'
import type { PersonRef, TopicId, UnitId } from '../ids.js'
import type { Phase } from './evolve.js'

export const rejections = {
  'not-planned': { sentence: () => 'the meeting was not planned; plan it first' },
  'already-planned': { sentence: (d: { phase: Phase }) => `the meeting was planned before; it is ${d.phase}` },
  adjourned: { sentence: () => 'the meeting is over' },

  'topics-called-before': {
    sentence: (d: { closesAt: Instant }) => `topics were called for before, until ${d.closesAt}`,
  },
  'too-late-for-a-call': {
    sentence: (d: { phase: Phase }) => `topics are called for before anything is settled; the meeting is ${d.phase}`,
  },
  'call-without-time': {
    sentence: (d: { closesAt: Instant }) => `a call that closes at ${d.closesAt} leaves no time to propose`,
  },
  'topics-not-called': {
    clause: 'meeting.topicCall',
    sentence: () => 'no topics were called for; open the call first, or settle items without topics',
  },
  'topic-call-open': {
    clause: 'meeting.topicCall',
    sentence: (d: { closesAt: Instant }) => `units may propose topics until ${d.closesAt}; close the call first`,
  },

  'topic-twice': { sentence: (d: { topicId: TopicId }) => `topic ${d.topicId} stands on the agenda twice` },
  'agenda-fixed': {
    sentence: (d: { phase: Phase }) => `the agenda can change until notice is given; the meeting is ${d.phase}`,
  },
  'agenda-not-settled': {
    sentence: (d: { phase: Phase }) => `notice names an agenda; settle it first (the meeting is ${d.phase})`,
  },
  'notice-given-before': {
    sentence: (d: { at: Instant; place?: string }) =>
      d.place === undefined
        ? `notice was given before, for ${d.at}`
        : `notice was given before, for ${d.at} at ${d.place}`,
  },
  'too-late-for-notice': {
    sentence: (d: { phase: Phase }) => `nobody gives notice of a meeting that has gathered; it is ${d.phase}`,
  },
  'notice-after-the-meeting': {
    sentence: (d: { at: Instant }) => `notice comes before the meeting, which is at ${d.at}`,
  },
  'notice-not-given': {
    clause: 'meeting.notice',
    sentence: (d: { phase: Phase }) => `units gather once notice was given; the meeting is ${d.phase}`,
  },

  'present-for-another-unit': {
    sentence: (d: { personRef: PersonRef; unitId: UnitId }) =>
      `${d.personRef} is in the room for unit ${d.unitId}; sign out there first`,
  },
  'never-signed-in': { sentence: (d: { personRef: PersonRef }) => `${d.personRef} did not sign in for the unit` },
  'not-convened': {
    sentence: (d: { phase: Phase }) => `only a meeting that was called to order can end; it is ${d.phase}`,
  },
  'before-it-began': {
    sentence: (d: { began: Instant }) =>
      `it cannot have happened before what it follows, at ${d.began}; check when it happened`,
  },
} as const

export const reject = rejecter('meeting', rejections)
export type MeetingRejection = RejectionsOf<typeof rejections>
