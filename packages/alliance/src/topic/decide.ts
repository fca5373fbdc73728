// What a topic answers.
import { eventBuilder, type Decide } from '@lianxi/event-sourcing'
import { unitSpokenFor } from '../unit-or-office.js'
import type { commands } from './commands.js'
import { events } from './events.js'
import type { Topic } from './evolve.js'
import { reject, type TopicRejection } from './rejections.js'
import { takesTopics } from './rules.js'

const event = eventBuilder(events)

export const decide: Decide<Topic, typeof commands, typeof events, TopicRejection> = {
  ProposeTopic(topic, { data: { meetingId, title, category }, facts, actor, occurredAt }) {
    if (topic.meetingId !== undefined) return reject('already-proposed', { meetingId: topic.meetingId })
    if (!takesTopics(facts, occurredAt)) return reject('topic-call-not-open', { meetingId, ...facts })
    const unitId = unitSpokenFor(actor)
    return [
      event('TopicProposed', {
        meetingId,
        title,
        ...(category === undefined ? {} : { category }),
        ...(unitId === undefined ? {} : { unitId }),
      }),
    ]
  },
  ScheduleTopic(topic, { data: { meetingId } }) {
    if (topic.phase === 'notProposed') return reject('not-proposed')
    if (topic.phase === 'declined') return reject('declined')
    if (topic.phase === 'scheduled' && topic.meetingId === meetingId) return []
    return [event('TopicScheduled', { meetingId })]
  },
  DropTopic(topic, { data: { meetingId } }) {
    return topic.phase === 'scheduled' && topic.meetingId === meetingId ? [event('TopicDropped', { meetingId })] : []
  },
  DeferTopic(topic, { data: { reason, toMeetingId } }) {
    if (topic.phase === 'notProposed') return reject('not-proposed')
    if (topic.phase === 'declined') return reject('declined')
    if (topic.phase === 'deferred') {
      if (topic.toMeetingId === toMeetingId) return []
      return reject('already-deferred', topic.toMeetingId === undefined ? {} : { toMeetingId: topic.toMeetingId })
    }
    if (toMeetingId !== undefined && toMeetingId === topic.meetingId)
      return reject('put-off-to-its-own-meeting', { meetingId: toMeetingId })
    return [event('TopicDeferred', { reason, ...(toMeetingId === undefined ? {} : { toMeetingId }) })]
  },
  DeclineTopic(topic, { data: { reason } }) {
    if (topic.phase === 'notProposed') return reject('not-proposed')
    if (topic.phase === 'declined') return []
    return [event('TopicDeclined', { reason })]
  },
}
