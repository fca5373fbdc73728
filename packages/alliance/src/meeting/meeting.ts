// A joint meeting, from the calendar to its end: who was told, who came, whether it could decide.
import type { Decider } from '@lianxi/event-sourcing'
import { commands } from './commands.js'
import { decide } from './decide.js'
import { events } from './events.js'
import { evolve, initialState, type Meeting } from './evolve.js'
import type { MeetingRejection } from './rejections.js'

export const meeting: Decider<Meeting, typeof events, typeof commands, MeetingRejection> = {
  category: 'meeting',
  events,
  commands,
  id: 'meetingId',
  initialState,
  evolve,
  decide,
}
