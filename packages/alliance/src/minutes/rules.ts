// Questions about a meeting's minutes.
import type { DeepReadonly } from '@lianxi/event-sourcing'
import type { MeetingId } from '../ids.js'
import type { Minutes } from './evolve.js'

/** The other meeting that was minuted here before, if so: minutes tell of one meeting. */
export function otherMeeting(minutes: DeepReadonly<Minutes>, meetingId: MeetingId): MeetingId | undefined {
  return minutes.meetingId === meetingId ? undefined : minutes.meetingId
}
