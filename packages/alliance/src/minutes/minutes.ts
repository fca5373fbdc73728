// The issued digest of a meeting: a stream of its own, since it is written and signed when the meeting is long over.
import type { Decider } from '@lianxi/event-sourcing'
import { commands } from './commands.js'
import { decide } from './decide.js'
import { events } from './events.js'
import { evolve, initialState, type Minutes } from './evolve.js'
import type { MinutesRejection } from './rejections.js'

export const minutes: Decider<Minutes, typeof events, typeof commands, MinutesRejection> = {
  category: 'minutes',
  events,
  commands,
  id: 'minutesId',
  initialState,
  evolve,
  decide,
}
