// One offer or one need of the alliance, and who claims which part of it.
import type { Decider } from '@lianxi/event-sourcing'
import { commands } from './commands.js'
import { decide } from './decide.js'
import { events } from './events.js'
import { evolve, initialState, type Resource } from './evolve.js'
import type { ResourceRejection } from './rejections.js'

export const resource: Decider<Resource, typeof events, typeof commands, ResourceRejection> = {
  category: 'resource',
  id: 'resourceId',
  events,
  commands,
  initialState,
  evolve,
  decide,
}
