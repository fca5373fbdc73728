// Who founded the alliance, who belongs to it, and who speaks for whom: one stream an alliance.
import type { Decider } from '@lianxi/event-sourcing'
import { commands } from './commands.js'
import { decide } from './decide.js'
import { events } from './events.js'
import { evolve, initialState, type Membership } from './evolve.js'
import type { MembershipRejection } from './rejections.js'

export const membership: Decider<Membership, typeof events, typeof commands, MembershipRejection> = {
  category: 'membership',
  events,
  commands,
  initialState,
  evolve,
  decide,
}
