// Example events of a meeting's minutes, and what the meeting answers them, for tests here and in apps.
import { eventBuilder, streamName } from '@lianxi/event-sourcing'
import { meetingId, minutesId, motionId } from '../ids.js'
import { uuid } from '../testing/cast.js'
import { events } from './events.js'

const event = eventBuilder(events)

export const springMinutes = minutesId.parse(uuid('n', 1))
export const spring = meetingId.parse(uuid('m', 1))
export const summer = meetingId.parse(uuid('m', 2))
export const parkingMotion = motionId.parse(uuid('o', 1))
export const gateMotion = motionId.parse(uuid('o', 2))

/** The meeting is over, and its one motion decided. */
export const springIsOver = {
  meetingPhase: 'adjourned',
  foreign: [],
  covers: [
    { stream: streamName({ category: 'meeting', partition: 'laws', id: spring }), revision: 12 },
    { stream: streamName({ category: 'motion', partition: 'laws', id: parkingMotion }), revision: 5 },
  ],
}

export const springDrafted = event('MinutesDrafted', {
  meetingId: spring,
  covers: springIsOver.covers,
  text: '会议同意错时停车方案。',
})

export const springIssued = event('MinutesIssued', { covers: springIsOver.covers })
