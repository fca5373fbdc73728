// Work that a resolution assigned, from acceptance to verified closing: one stream an action.
import type { Decider } from '@lianxi/event-sourcing'
import { commands } from './commands.js'
import { decide } from './decide.js'
import { events } from './events.js'
import { evolve, initialState, type Action } from './evolve.js'
import type { ActionRejection } from './rejections.js'

export const action: Decider<Action, typeof events, typeof commands, ActionRejection> = {
  category: 'action',
  events,
  commands,
  id: 'actionId',
  initialState,
  evolve,
  decide,
}
