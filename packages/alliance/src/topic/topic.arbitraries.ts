// Any command that a topic may be asked, lawful or not, over two meetings.
import * as fc from 'fast-check'
import { anyLine, anyMemberUnit, anyOffice, engineActor } from '../testing/cast.js'
import { lawfulSequences, type CommandArbitraries } from '../testing/lawful.js'
import type { TopicCommands } from './commands.js'
import { openCall, parking, springMeeting, summerMeeting } from './topic.controls.js'

const anyMeeting = fc.constantFrom(springMeeting, summerMeeting)
const topicId = fc.constant(parking)

export const topicArbitraries: CommandArbitraries<TopicCommands> = {
  ProposeTopic: fc.record({
    by: fc.oneof(anyMemberUnit, anyOffice),
    data: fc.record(
      { topicId, meetingId: anyMeeting, title: anyLine, category: anyLine },
      { requiredKeys: ['topicId', 'meetingId', 'title'] },
    ),
    facts: fc.oneof(
      { weight: 4, arbitrary: fc.constant(openCall) },
      fc.constantFrom({ call: 'notOpened' }, { call: 'closed' }),
    ),
  }),
  ScheduleTopic: fc.record({
    by: fc.constant(engineActor),
    data: fc.record({ topicId, meetingId: anyMeeting, title: anyLine }),
  }),
  DropTopic: fc.record({ by: fc.constant(engineActor), data: fc.record({ topicId, meetingId: anyMeeting }) }),
  DeferTopic: fc.record({
    by: anyOffice,
    data: fc.record({ topicId, reason: anyLine, toMeetingId: anyMeeting }, { requiredKeys: ['topicId', 'reason'] }),
  }),
  DeclineTopic: fc.record({ by: anyOffice, data: fc.record({ topicId, reason: anyLine }) }),
}

/** Sequences on one topic: any, and from its proposal on. */
export const topicSequences = fc.oneof(
  lawfulSequences(topicArbitraries, []),
  lawfulSequences(topicArbitraries, ['ProposeTopic']),
)
