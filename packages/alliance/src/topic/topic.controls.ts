// Example events of a topic, and what meetings answer it, for tests here and in apps.
import { eventBuilder } from '@lianxi/event-sourcing'
import { meetingId, topicId } from '../ids.js'
import { hospital, minute, uuid } from '../testing/cast.js'
import { events } from './events.js'

const event = eventBuilder(events)

export const parking = topicId.parse(uuid('t', 1))
export const springMeeting = meetingId.parse(uuid('m', 1))
export const summerMeeting = meetingId.parse(uuid('m', 2))

/** A meeting that takes topics for another day. */
export const openCall = { call: 'open', closesAt: minute(1440) } as const

export const parkingProposed = event('TopicProposed', {
  meetingId: springMeeting,
  title: '错时停车',
  category: 'parking',
  unitId: hospital,
})

export const parkingScheduled = event('TopicScheduled', { meetingId: springMeeting })

export const parkingDropped = event('TopicDropped', { meetingId: springMeeting })

export const parkingDeferred = event('TopicDeferred', {
  reason: 'the plan is not drawn yet',
  toMeetingId: summerMeeting,
})

export const parkingDeclined = event('TopicDeclined', { reason: 'a matter of the traffic police alone' })
