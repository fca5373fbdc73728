// What is true of a topic on its way to an agenda.
import type { Evolve } from '@lianxi/event-sourcing'
import type { MeetingId } from '../ids.js'
import type { events } from './events.js'

export interface Topic {
  phase: 'notProposed' | 'proposed' | 'scheduled' | 'deferred' | 'declined'
  /** The meeting that it was proposed for, or that has it on its agenda since. */
  meetingId?: MeetingId
  /** The meeting that it was put off to, while it is put off to one. */
  toMeetingId?: MeetingId
}

export function initialState(): Topic {
  return { phase: 'notProposed' }
}

export const evolve: Evolve<Topic, typeof events> = {
  TopicProposed(topic, { meetingId }) {
    topic.phase = 'proposed'
    topic.meetingId = meetingId
  },
  TopicScheduled(topic, { meetingId }) {
    topic.phase = 'scheduled'
    topic.meetingId = meetingId
    delete topic.toMeetingId
  },
  TopicDropped(topic) {
    topic.phase = 'proposed'
  },
  TopicDeferred(topic, { toMeetingId }) {
    topic.phase = 'deferred'
    if (toMeetingId !== undefined) topic.toMeetingId = toMeetingId
  },
  TopicDeclined(topic) {
    topic.phase = 'declined'
    delete topic.toMeetingId
  },
}
