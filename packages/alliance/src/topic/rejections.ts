// Why a topic says no.
import { rejecter, type Instant, type RejectionsOf } from '@lianxi/event-sourcing'
import type { MeetingId } from '../ids.js'

interface ClosedCall {
  readonly meetingId: MeetingId
  readonly call: 'notOpened' | 'open' | 'closed'
  readonly closesAt?: Instant
}

export const rejections = {
  'topic-call-not-open': {
    clause: 'meeting.topicCall',
    sentence: ({ meetingId, closesAt }: ClosedCall) =>
      closesAt === undefined
        ? `meeting ${meetingId} takes no topics; propose it while its call is open`
        : `meeting ${meetingId} took topics until ${closesAt}; propose it for a later one`,
  },
  'already-proposed': {
    sentence: (d: { meetingId: MeetingId }) => `the topic was proposed before, for meeting ${d.meetingId}`,
  },
  'not-proposed': { sentence: () => 'nobody proposed the topic; propose it first' },
  declined: { sentence: () => 'the topic was declined; propose it anew under another id' },
  'already-deferred': {
    sentence: (d: { toMeetingId?: MeetingId }) =>
      `the topic was put off before, ${d.toMeetingId === undefined ? 'without a date' : `to meeting ${d.toMeetingId}`}`,
  },
  'put-off-to-its-own-meeting': {
    sentence: (d: { meetingId: MeetingId }) =>
      `the topic is before meeting ${d.meetingId} already; name a later one, or none`,
  },
} as const

export const reject = rejecter('topic', rejections)
export type TopicRejection = RejectionsOf<typeof rejections>
