// What is true of a meeting. Others ask it about instants, so it keeps intervals.
import type { Evolve, Instant } from '@lianxi/event-sourcing'
import type { PersonRef, TopicId, UnitId } from '../ids.js'
import type { Interval } from '../interval.js'
import type { Capacity } from './attendance.js'
import { stated } from '../stated.js'
import type { events } from './events.js'
import type { MeetingKind } from './meeting-kind.js'

/** In their order. A meeting need not pass through all. */
export const phases = [
  'notPlanned',
  'planned',
  'calling',
  'called',
  'agreed',
  'noticed',
  'inquorate',
  'inSession',
  'adjourned',
] as const
export type Phase = (typeof phases)[number]

/** While a person is in the room for a unit. */
export interface Presence extends Interval {
  unitId: UnitId
  personRef: PersonRef
  capacity: Capacity
}

export interface Meeting {
  phase: Phase
  kind?: MeetingKind
  plannedAt?: Instant
  /** `closedAt` where somebody closed it before its time. */
  call?: { from: Instant; closesAt: Instant; closedAt?: Instant }
  /** The topics on its agenda, in order. */
  topicIds: TopicId[]
  /** When it was given, and when and where the units meet. */
  notice?: { givenAt: Instant; at: Instant; place?: string }
  presences: Presence[]
  /** The units that sent an apology. */
  excused: UnitId[]
  /** What the quorum was counted on when it began. */
  convened?: { entitled: UnitId[]; needed: number; charterVersion: number }
  session?: Interval
}

export function initialState(): Meeting {
  return { phase: 'notPlanned', topicIds: [], presences: [], excused: [] }
}

function leave(presences: readonly Presence[], personRef: PersonRef, at: Instant): void {
  const open = presences.find((one) => one.personRef === personRef && one.to === undefined)
  if (open !== undefined) open.to = at
}

export const evolve: Evolve<Meeting, typeof events> = {
  MeetingPlanned(meeting, { kind }, { occurredAt }) {
    meeting.phase = 'planned'
    meeting.plannedAt = occurredAt
    meeting.kind = kind
  },
  TopicCallOpened(meeting, { closesAt }, { occurredAt }) {
    meeting.phase = 'calling'
    meeting.call = { from: occurredAt, closesAt }
  },
  TopicCallClosed(meeting, _, { occurredAt }) {
    if (meeting.call !== undefined) meeting.call.closedAt = occurredAt
    if (meeting.phase === 'calling') meeting.phase = 'called'
  },
  AgendaSettled(meeting, { items }) {
    meeting.phase = 'agreed'
    meeting.topicIds = items.flatMap(({ topicId }) => topicId ?? [])
  },
  MeetingNoticeGiven(meeting, { at, place }, { occurredAt }) {
    meeting.phase = 'noticed'
    meeting.notice = { givenAt: occurredAt, at, ...stated({ place }) }
  },
  AttendanceRecorded(meeting, { unitId, personRef, capacity }, { occurredAt }) {
    leave(meeting.presences, personRef, occurredAt)
    meeting.presences.push({ unitId, personRef, capacity, from: occurredAt })
  },
  DepartureRecorded(meeting, { personRef }, { occurredAt }) {
    leave(meeting.presences, personRef, occurredAt)
  },
  ApologyRecorded(meeting, { unitId }) {
    meeting.excused.push(unitId)
  },
  MeetingConvened(meeting, { entitled, needed, charterVersion }, { occurredAt }) {
    meeting.phase = 'inSession'
    meeting.convened = { entitled: [...entitled], needed, charterVersion }
    meeting.session = { from: occurredAt }
  },
  QuorumNotReached(meeting) {
    meeting.phase = 'inquorate'
  },
  MeetingAdjourned(meeting, _, { occurredAt }) {
    meeting.phase = 'adjourned'
    for (const interval of meeting.presences) interval.to ??= occurredAt
    if (meeting.session !== undefined) meeting.session.to = occurredAt
  },
}
