// A proposal before a meeting, its vote or consensus, and what it becomes: one stream a motion.
import type { Decider } from '@lianxi/event-sourcing'
import { commands } from './commands.js'
import { decide } from './decide.js'
import { events } from './events.js'
import { evolve, initialState, type Motion } from './evolve.js'
import type { MotionRejection } from './rejections.js'

export const motion: Decider<Motion, typeof events, typeof commands, MotionRejection> = {
  category: 'motion',
  events,
  commands,
  id: 'motionId',
  initialState,
  evolve,
  decide,
}
