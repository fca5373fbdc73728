// What is true of a meeting's minutes. The text stays in history alone: no rule reads it.
import type { Evolve } from '@lianxi/event-sourcing'
import type { MeetingId } from '../ids.js'
import type { Covered } from './covered.js'
import type { events } from './events.js'

export interface Minutes {
  phase: 'notDrafted' | 'drafted' | 'issued'
  meetingId?: MeetingId
  /** What the last draft was made from. */
  covers: Covered[]
}

export function initialState(): Minutes {
  return { phase: 'notDrafted', covers: [] }
}

export const evolve: Evolve<Minutes, typeof events> = {
  MinutesDrafted(minutes, { meetingId, covers }) {
    minutes.phase = 'drafted'
    minutes.meetingId = meetingId
    minutes.covers = covers.map(({ stream, revision }) => ({ stream, revision }))
  },
  MinutesIssued(minutes) {
    minutes.phase = 'issued'
  },
}
