// Why minutes say no.
import { rejecter, type RejectionsOf } from '@lianxi/event-sourcing'
import type { MeetingId, MotionId } from '../ids.js'

export const rejections = {
  'meeting-not-adjourned': {
    sentence: (d: { meetingId: MeetingId; phase: string }) =>
      `minutes are drafted when the meeting is over; meeting ${d.meetingId} is ${d.phase}`,
  },
  'motions-of-another-meeting': {
    sentence: (d: { motionIds: readonly MotionId[] }) =>
      `these motions were not moved at the meeting: ${d.motionIds.join(', ')}`,
  },
  'minutes-of-another-meeting': {
    sentence: (d: { meetingId: MeetingId }) =>
      `these are the minutes of meeting ${d.meetingId}; draft others under an id of their own`,
  },
  'already-issued': { sentence: () => 'the minutes were signed; a signed text changes no more' },
  'not-drafted': { sentence: () => 'there is nothing to sign; draft the minutes first' },
} as const

export const reject = rejecter('minutes', rejections)
export type MinutesRejection = RejectionsOf<typeof rejections>
