// What a meeting answers.
import { eventBuilder, type Decide, type DeepReadonly, type Instant } from '@lianxi/event-sourcing'
import { quorumNeeded } from '../charter.js'
import { stated } from '../stated.js'
import type { commands } from './commands.js'
import { events } from './events.js'
import type { Meeting } from './evolve.js'
import { reject, type MeetingRejection } from './rejections.js'
import {
  callAt,
  droppedBy,
  isBefore,
  mayGather,
  presenceOf,
  presentUnitsAt,
  standingOf,
  topicTwice,
  voteIsHeldFrom,
} from './rules.js'

const event = eventBuilder(events)

type State = DeepReadonly<Meeting>
type No = MeetingRejection | undefined

function beforeItBegan(began: Instant | undefined, at: Instant): No {
  return began !== undefined && at < began ? reject('before-it-began', { began }) : undefined
}

function unlessPlanned({ plannedAt }: State, at: Instant): No {
  return plannedAt === undefined ? reject('not-planned') : beforeItBegan(plannedAt, at)
}

/** Why nobody comes, goes or begins then, if so. */
function notGathering(meeting: State, at: Instant): No {
  const { phase, kind, notice } = meeting
  const no = unlessPlanned(meeting, at)
  if (no !== undefined) return no
  if (phase === 'adjourned') return reject('adjourned')
  if (!mayGather(meeting)) return reject('notice-not-given', { phase })
  return kind === 'emergency' ? undefined : beforeItBegan(notice?.givenAt, at)
}

export const decide: Decide<Meeting, typeof commands, typeof events, MeetingRejection> = {
  PlanMeeting({ phase }, { data: { kind, title, date } }) {
    if (phase !== 'notPlanned') return reject('already-planned', { phase })
    return [event('MeetingPlanned', { kind, title, date })]
  },
  OpenTopicCall(meeting, { data: { closesAt }, occurredAt }) {
    const { phase, call } = meeting
    const no = unlessPlanned(meeting, occurredAt)
    if (no !== undefined) return no
    if (call !== undefined)
      return call.closesAt === closesAt ? [] : reject('topics-called-before', { closesAt: call.closesAt })
    if (phase !== 'planned') return reject('too-late-for-a-call', { phase })
    if (closesAt <= occurredAt) return reject('call-without-time', { closesAt })
    return [event('TopicCallOpened', { closesAt })]
  },
  CloseTopicCall(meeting, { occurredAt }) {
    const { call } = meeting
    const no = unlessPlanned(meeting, occurredAt)
    if (no !== undefined) return no
    if (call === undefined) return reject('topics-not-called')
    if (call.closedAt !== undefined || occurredAt > call.closesAt) return []
    if (occurredAt < call.from) return reject('before-it-began', { began: call.from })
    return [event('TopicCallClosed', {})]
  },
  SettleAgenda(meeting, { data: { items }, occurredAt }) {
    const { phase, call } = meeting
    const no = unlessPlanned(meeting, occurredAt)
    if (no !== undefined) return no
    if (!isBefore(phase, 'noticed')) return reject('agenda-fixed', { phase })
    const calling = callAt(meeting, occurredAt)
    if (calling === 'open' && call !== undefined) return reject('topic-call-open', { closesAt: call.closesAt })
    if (calling === 'notOpened' && items.some(({ topicId }) => topicId !== undefined))
      return reject('topics-not-called')
    const twice = topicTwice(items)
    if (twice !== undefined) return reject('topic-twice', { topicId: twice })
    return [event('AgendaSettled', { items, ...stated({ dropped: droppedBy(items, meeting) }) })]
  },
  GiveNotice(meeting, { data: { at, place }, facts: { entitled }, occurredAt }) {
    const { phase, notice } = meeting
    const no = unlessPlanned(meeting, occurredAt)
    if (no !== undefined) return no
    if (notice !== undefined)
      return notice.at === at && notice.place === place
        ? []
        : reject('notice-given-before', { at: notice.at, ...stated({ place: notice.place }) })
    if (isBefore(phase, 'agreed')) return reject('agenda-not-settled', { phase })
    if (phase !== 'agreed') return reject('too-late-for-notice', { phase })
    if (at < occurredAt) return reject('notice-after-the-meeting', { at })
    return [event('MeetingNoticeGiven', { at, ...stated({ place }), to: entitled })]
  },
  SignIn(meeting, { data: { personRef, mode }, facts: { votes }, actor: { unitId }, occurredAt }) {
    const no = notGathering(meeting, occurredAt)
    if (no !== undefined) return no
    const present = presenceOf(meeting, personRef)
    if (present !== undefined && present.unitId !== unitId)
      return reject('present-for-another-unit', { personRef, unitId: present.unitId })
    const capacity = votes && !voteIsHeldFrom(meeting, unitId, occurredAt) ? 'voting' : 'nonVoting'
    // someone who was heard only takes over the vote of one who left by signing in again
    if (present !== undefined && capacity === 'nonVoting') return []
    if (present !== undefined && occurredAt < present.from) return reject('before-it-began', { began: present.from })
    return [event('AttendanceRecorded', { unitId, personRef, capacity, ...stated({ mode }) })]
  },
  SignOut(meeting, { data: { personRef }, actor: { unitId }, occurredAt }) {
    const no = notGathering(meeting, occurredAt)
    if (no !== undefined) return no
    const came = meeting.presences.findLast((one) => one.personRef === personRef && one.unitId === unitId)
    if (came === undefined) return reject('never-signed-in', { personRef })
    if (came.to !== undefined) return []
    return occurredAt < came.from
      ? reject('before-it-began', { began: came.from })
      : [event('DepartureRecorded', { unitId, personRef })]
  },
  SendApology(meeting, { data: { reason }, actor: { unitId }, occurredAt }) {
    const { phase, excused } = meeting
    const no = unlessPlanned(meeting, occurredAt)
    if (no !== undefined) return no
    if (excused.includes(unitId)) return []
    return phase === 'adjourned' ? reject('adjourned') : [event('ApologyRecorded', { unitId, reason })]
  },
  ConveneMeeting(meeting, { facts: { entitled, charterVersion, quorum }, occurredAt }) {
    const no = notGathering(meeting, occurredAt)
    if (no !== undefined) return no
    if (meeting.phase === 'inSession') return []
    const inTheRoom = presentUnitsAt(meeting, occurredAt)
    const present = entitled.filter((unitId) => inTheRoom.includes(unitId))
    const needed = quorumNeeded(quorum, entitled.length)
    const outcome = present.length < needed ? 'QuorumNotReached' : 'MeetingConvened'
    return [event(outcome, { entitled, present, needed, charterVersion, quorum })]
  },
  AdjournMeeting(meeting, { facts: { entitled }, occurredAt }) {
    const { phase, session } = meeting
    const no = unlessPlanned(meeting, occurredAt)
    if (no !== undefined) return no
    if (phase === 'adjourned') return []
    if (phase !== 'inSession' && phase !== 'inquorate') return reject('not-convened', { phase })
    if (session !== undefined && occurredAt < session.from) return reject('before-it-began', { began: session.from })
    return [
      event('MeetingAdjourned', {
        attendance: entitled.map((unitId) => ({ unitId, standing: standingOf(meeting, unitId) })),
      }),
    ]
  },
}
