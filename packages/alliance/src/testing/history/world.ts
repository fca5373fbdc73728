// What exists just now, in the words of the aggregates themselves: their states, folded from all events as a view.
import { streamId, type DeepReadonly, type EventTime, type StoredEvent, type View } from '@lianxi/event-sourcing'
import { deciders } from '../../aggregates.js'
import type { EventData } from '../../model.js'

type Deciders = typeof deciders
type StateOf<D> = D extends { initialState(): infer State } ? State : never

/** Category → id → state. */
export type World = { [C in keyof Deciders]: Record<string, StateOf<Deciders[C]>> }

/** A decider as a whole world folds it: its state and its events are its own business. */
interface Folded {
  initialState(): unknown
  readonly evolve: Readonly<Record<string, (state: never, data: never, time: EventTime) => void>>
}

type Entry = (world: Record<string, Record<string, unknown>>, event: StoredEvent) => void

/** Entries of a view that do what the aggregate's own evolve does, for each of its streams. */
function entriesOf(category: string, decider: Folded): readonly (readonly [string, Entry])[] {
  return Object.entries(decider.evolve).map(([type, evolve]) => [
    type,
    (world, { stream, data, metadata }) => {
      const states = (world[category] ??= {})
      // what stands under the category was made by this decider, and data was read by the schema of its name
      evolve((states[streamId(stream)] ??= decider.initialState()) as never, data as never, metadata)
    },
  ])
}

function emptyWorld(): World {
  // an entry for every decider, by its category
  return Object.fromEntries(Object.keys(deciders).map((category) => [category, {}])) as World
}

/** All aggregates of an alliance. Give it to `openEngine({ views: [world] })`, and a history grows on what it shows. */
export const world: View<World, EventData> = {
  name: 'world',
  version: 1,
  initialState: emptyWorld,
  // an entry for every event of every aggregate, by its name
  on: Object.fromEntries(
    Object.entries<Folded>(deciders).flatMap(([category, decider]) => entriesOf(category, decider)),
  ) as unknown as View<World, EventData>['on'],
}

export type SeenWorld = DeepReadonly<World>
