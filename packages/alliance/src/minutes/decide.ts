// What minutes answer.
import { eventBuilder, type Decide } from '@lianxi/event-sourcing'
import type { commands } from './commands.js'
import { events } from './events.js'
import type { Minutes } from './evolve.js'
import { reject, type MinutesRejection } from './rejections.js'
import { otherMeeting } from './rules.js'

const event = eventBuilder(events)

export const decide: Decide<Minutes, typeof commands, typeof events, MinutesRejection> = {
  DraftMinutes(minutes, { data: { meetingId, text }, facts: { meetingPhase, foreign, covers } }) {
    if (minutes.phase === 'issued') return reject('already-issued')
    const other = otherMeeting(minutes, meetingId)
    if (other !== undefined) return reject('minutes-of-another-meeting', { meetingId: other })
    if (meetingPhase !== 'adjourned') return reject('meeting-not-adjourned', { meetingId, phase: meetingPhase })
    if (foreign.length > 0) return reject('motions-of-another-meeting', { motionIds: foreign })
    return [event('MinutesDrafted', { meetingId, covers, text })]
  },
  IssueMinutes({ phase, covers }) {
    if (phase === 'issued') return []
    return phase === 'drafted' ? [event('MinutesIssued', { covers })] : reject('not-drafted')
  },
}
