// What may be asked of a meeting, by whom, and what comes of it.
import { instant, type CommandTable } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { chair, forUnit, memberUnit, office } from '../actor.js'
import { calendarDate } from '../calendar.js'
import { quorumRule } from '../charter.js'
import { meetingId, personRef, unitId } from '../ids.js'
import { line } from '../text.js'
import { agendaItem } from './agenda-item.js'
import { mode } from './attendance.js'
import type { events } from './events.js'
import { meetingKind } from './meeting-kind.js'

/** Whoever comes for a unit: those who speak for it, and those who hold an office besides. */
const attending = forUnit(
  'memberRepresentative',
  'liaison',
  'communityOffice',
  'convenor',
  'rotatingChair',
  'secretariat',
)

/** The units with a vote, at the instant that the command speaks of. */
const entitled = z.array(unitId)

export const commands = {
  PlanMeeting: {
    by: office,
    data: z.strictObject({ meetingId, kind: meetingKind, title: line, date: calendarDate }),
    gives: ['MeetingPlanned'],
  },
  OpenTopicCall: { by: office, data: z.strictObject({ meetingId, closesAt: instant }), gives: ['TopicCallOpened'] },
  CloseTopicCall: { by: office, data: z.strictObject({ meetingId }), gives: ['TopicCallClosed'] },
  SettleAgenda: {
    by: office,
    data: z.strictObject({ meetingId, items: z.array(agendaItem).min(1).max(500) }),
    gives: ['AgendaSettled'],
  },
  GiveNotice: {
    by: office,
    data: z.strictObject({ meetingId, at: instant, place: z.exactOptional(line) }),
    needs: z.strictObject({ entitled }),
    gives: ['MeetingNoticeGiven'],
  },
  SignIn: {
    by: attending,
    data: z.strictObject({ meetingId, personRef, mode: z.exactOptional(mode) }),
    needs: z.strictObject({
      /** Whether the unit has a vote, at the instant that the command speaks of. */
      votes: z.boolean(),
    }),
    gives: ['AttendanceRecorded'],
  },
  SignOut: { by: attending, data: z.strictObject({ meetingId, personRef }), gives: ['DepartureRecorded'] },
  SendApology: { by: memberUnit, data: z.strictObject({ meetingId, reason: line }), gives: ['ApologyRecorded'] },
  ConveneMeeting: {
    by: chair,
    data: z.strictObject({ meetingId }),
    needs: z.strictObject({ entitled, charterVersion: z.int().min(1), quorum: quorumRule }),
    gives: ['MeetingConvened', 'QuorumNotReached'],
  },
  AdjournMeeting: {
    by: chair,
    data: z.strictObject({ meetingId }),
    needs: z.strictObject({ entitled }),
    gives: ['MeetingAdjourned'],
  },
} as const satisfies CommandTable<keyof typeof events>

type Asked = typeof commands
/** What each command says, by its name. */
export type MeetingCommands = { [N in keyof Asked]: z.input<Asked[N]['data']> }
