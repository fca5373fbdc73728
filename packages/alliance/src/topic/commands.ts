// What may be asked of a topic, by whom, and what comes of it.
import { instant, type CommandTable } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { engineOnly, office } from '../actor.js'
import { meetingId, topicId } from '../ids.js'
import { line } from '../text.js'
import { unitOrOffice } from '../unit-or-office.js'
import type { events } from './events.js'

/** Whether a meeting takes topics, at the instant that the command speaks of. */
const topicCall = z.strictObject({
  call: z.enum(['notOpened', 'open', 'closed']),
  closesAt: z.exactOptional(instant),
})

export const commands = {
  ProposeTopic: {
    by: unitOrOffice,
    data: z.strictObject({ topicId, meetingId, title: line, category: z.exactOptional(line) }),
    needs: topicCall,
    gives: ['TopicProposed'],
  },
  ScheduleTopic: {
    by: engineOnly,
    data: z.strictObject({ topicId, meetingId, title: line }),
    gives: ['TopicScheduled'],
  },
  DropTopic: { by: engineOnly, data: z.strictObject({ topicId, meetingId }), gives: ['TopicDropped'] },
  DeferTopic: {
    by: office,
    data: z.strictObject({ topicId, reason: line, toMeetingId: z.exactOptional(meetingId) }),
    gives: ['TopicDeferred'],
  },
  DeclineTopic: { by: office, data: z.strictObject({ topicId, reason: line }), gives: ['TopicDeclined'] },
} as const satisfies CommandTable<keyof typeof events>

type Asked = typeof commands
/** What each command says, by its name. */
export type TopicCommands = { [N in keyof Asked]: z.input<Asked[N]['data']> }
