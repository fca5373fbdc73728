// What one unit gives under an accepted claim, from the pledge to the last delivery that the other side acknowledges.
import type { Decider } from '@lianxi/event-sourcing'
import { commands } from './commands.js'
import { decide } from './decide.js'
import { events } from './events.js'
import { evolve, initialState, type Pledge } from './evolve.js'
import type { PledgeRejection } from './rejections.js'

export const pledge: Decider<Pledge, typeof events, typeof commands, PledgeRejection> = {
  category: 'pledge',
  id: 'pledgeId',
  events,
  commands,
  initialState,
  evolve,
  decide,
}
