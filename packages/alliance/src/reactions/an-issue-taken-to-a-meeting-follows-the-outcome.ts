// What the meeting decided about a motion is so for the issues that the motion was about.
import { streamId, type Reaction, type StoredEvent } from '@lianxi/event-sourcing'
import type { AnyCommand } from '../model.js'
import type { MotionEvents } from '../motion/events.js'

type Outcomes = Pick<MotionEvents, 'ResolutionAdopted' | 'MotionFailed'>

function follow(outcome: 'adopted' | 'failed') {
  return ({ stream, data }: StoredEvent<string, { readonly issueIds: readonly string[] }>): readonly AnyCommand[] =>
    data.issueIds.map((issueId) => ({ type: 'FollowOutcome', data: { issueId, motionId: streamId(stream), outcome } }))
}

export const anIssueTakenToAMeetingFollowsTheOutcome: Reaction<Outcomes, AnyCommand> = {
  name: 'an-issue-taken-to-a-meeting-follows-the-outcome',
  on: { ResolutionAdopted: follow('adopted'), MotionFailed: follow('failed') },
}
