// What is stored of a topic. Changing a schema changes history: add an upcaster (docs/guides).
import * as z from 'zod'
import { meetingId, unitId } from '../ids.js'
import { line } from '../text.js'

export const events = {
  TopicProposed: z
    .strictObject({ meetingId, title: line, category: z.exactOptional(line), unitId: z.exactOptional(unitId) })
    .meta({ zh: '提出议题', en: 'A unit, or an office where no unit is named, asked a meeting to take up a topic' }),
  TopicScheduled: z
    .strictObject({ meetingId })
    .meta({ zh: '议题列入议程', en: 'A topic stands on the agenda of a meeting' }),
  TopicDropped: z
    .strictObject({ meetingId })
    .meta({ zh: '议题移出议程', en: 'A topic no longer stands on the agenda of a meeting, and waits as proposed' }),
  TopicDeferred: z
    .strictObject({ reason: line, toMeetingId: z.exactOptional(meetingId) })
    .meta({ zh: '议题缓议', en: 'A topic was put off, to another meeting or without a date' }),
  TopicDeclined: z.strictObject({ reason: line }).meta({ zh: '议题不予列入', en: 'A topic will not be taken up' }),
} as const

type Stored = typeof events
/** The data of each event, by its name. */
export type TopicEvents = { [N in keyof Stored]: z.output<Stored[N]> }
