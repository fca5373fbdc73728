// What exists just now, in the words of the aggregates themselves: their states, folded from all events as a view.
import {
  streamId,
  type CommandTable,
  type Decider,
  type DeepReadonly,
  type Schemas,
  type StoredEvent,
  type View,
} from '@lianxi/event-sourcing'
import { action } from '../../action/action.js'
import { issue } from '../../issue/issue.js'
import { meeting } from '../../meeting/meeting.js'
import { membership } from '../../membership/membership.js'
import { minutes } from '../../minutes/minutes.js'
import type { EventData } from '../../model.js'
import { motion } from '../../motion/motion.js'
import { pledge } from '../../pledge/pledge.js'
import { resource } from '../../resource/resource.js'
import { topic } from '../../topic/topic.js'

type StateOf<D> = D extends { initialState(): infer State } ? State : never
type ById<D> = Record<string, StateOf<D>>

export interface World {
  membership: ById<typeof membership>
  topic: ById<typeof topic>
  meeting: ById<typeof meeting>
  minutes: ById<typeof minutes>
  motion: ById<typeof motion>
  issue: ById<typeof issue>
  resource: ById<typeof resource>
  pledge: ById<typeof pledge>
  action: ById<typeof action>
}

type Entry = (world: World, event: StoredEvent<string, never>) => void

/** Entries of a view that do what the aggregate's own evolve does, for each of its streams. */
function entriesOf<State, Events extends Schemas>(
  decider: Pick<Decider<State, Events, CommandTable<keyof Events & string>>, 'initialState' | 'evolve'>,
  statesIn: (world: World) => Record<string, State>,
): readonly (readonly [string, Entry])[] {
  return Object.entries<Decider<State, Events, CommandTable<keyof Events & string>>['evolve'][keyof Events & string]>(
    decider.evolve,
  ).map(([type, evolve]) => [
    type,
    (world, { stream, data, metadata }) => {
      const states = statesIn(world)
      evolve((states[streamId(stream)] ??= decider.initialState()), data, metadata)
    },
  ])
}

const entries = [
  ...entriesOf(membership, (world) => world.membership),
  ...entriesOf(topic, (world) => world.topic),
  ...entriesOf(meeting, (world) => world.meeting),
  ...entriesOf(minutes, (world) => world.minutes),
  ...entriesOf(motion, (world) => world.motion),
  ...entriesOf(issue, (world) => world.issue),
  ...entriesOf(resource, (world) => world.resource),
  ...entriesOf(pledge, (world) => world.pledge),
  ...entriesOf(action, (world) => world.action),
]

export function emptyWorld(): World {
  return {
    membership: {},
    topic: {},
    meeting: {},
    minutes: {},
    motion: {},
    issue: {},
    resource: {},
    pledge: {},
    action: {},
  }
}

/** All aggregates of an alliance. Give it to `openEngine({ views: [world] })`, and a history grows on what it shows. */
export const world: View<World, EventData> = {
  name: 'world',
  version: 1,
  initialState: emptyWorld,
  // an entry for every event of every aggregate, by its name
  on: Object.fromEntries(entries) as unknown as View<World, EventData>['on'],
}

export type SeenWorld = DeepReadonly<World>
