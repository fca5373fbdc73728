// What is stored of a meeting. Changing a schema changes history: add an upcaster (docs/guides).
import { instant } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { calendarDate } from '../calendar.js'
import { personRef, topicId, unitId } from '../ids.js'
import { line } from '../text.js'
import { agendaItem } from './agenda-item.js'
import { attendanceRow, capacity, mode } from './attendance.js'
import { meetingKind } from './meeting-kind.js'
import { quorumCount } from './quorum-count.js'

export const events = {
  MeetingPlanned: z
    .strictObject({ kind: meetingKind, title: line, date: calendarDate })
    .meta({ zh: '拟定会议', en: 'A meeting was put into the calendar' }),
  TopicCallOpened: z
    .strictObject({ closesAt: instant })
    .meta({ zh: '开始征集议题', en: 'Units may propose topics until an instant' }),
  TopicCallClosed: z.strictObject({}).meta({ zh: '结束征集议题', en: 'The call for topics ended before its time' }),
  AgendaSettled: z
    .strictObject({ items: z.array(agendaItem), dropped: z.exactOptional(z.array(topicId)) })
    .meta({ zh: '议程确定', en: 'The agenda stands, in place of any former one, of which some topics may be dropped' }),
  MeetingNoticeGiven: z
    .strictObject({ at: instant, place: z.exactOptional(line), to: z.array(unitId) })
    .meta({ zh: '会议通知', en: 'The units entitled to vote were told when and where they meet' }),
  AttendanceRecorded: z
    .strictObject({ unitId, personRef, capacity, mode: z.exactOptional(mode) })
    .meta({ zh: '签到', en: 'A person came for a unit, with its vote or to be heard' }),
  DepartureRecorded: z
    .strictObject({ unitId, personRef })
    .meta({ zh: '离席', en: 'A person who came for a unit left before the end' }),
  ApologyRecorded: z.strictObject({ unitId, reason: line }).meta({ zh: '请假', en: 'A unit said that it cannot come' }),
  MeetingConvened: quorumCount.meta({ zh: '会议召开', en: 'Enough units were present, and the meeting began' }),
  QuorumNotReached: quorumCount.meta({ zh: '未达法定人数', en: 'Too few units were present for the meeting to begin' }),
  MeetingAdjourned: z
    .strictObject({ attendance: z.array(attendanceRow) })
    .meta({ zh: '散会', en: 'The meeting is over, and how each entitled unit stands is settled' }),
} as const

type Stored = typeof events
/** The data of each event, by its name. */
export type MeetingEvents = { [N in keyof Stored]: z.output<Stored[N]> }
