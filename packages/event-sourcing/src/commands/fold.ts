// State from events: built in place and frozen once, or, from a state that a caller holds, inside one draft a batch.
import { produce } from 'immer'
import type { CommandTable, Decider, EventOf, EventTime } from './decider.js'
import type { Output, Schemas } from '../terms/schema.js'
import { deepFreeze, type DeepReadonly } from '../terms/readonly.js'

/** An event as folding needs it. */
export type Foldable<Events extends Schemas> = EventOf<Events> & { readonly metadata: EventTime }

/** The part of a decider that folding needs. */
export type Folding<State, Events extends Schemas> = Pick<
  Decider<State, Events, CommandTable<keyof Events & string>>,
  'initialState' | 'evolve'
>

/** Makes one event true in a state that is nobody else's. */
export function evolve<State, Events extends Schemas, N extends keyof Events & string>(
  { evolve }: Pick<Folding<State, Events>, 'evolve'>,
  state: State,
  event: { readonly type: N; readonly data: Output<Events[N]>; readonly metadata: EventTime },
): void {
  evolve[event.type](state, event.data, event.metadata)
}

/**
 * The state after `events`, frozen. With `from`, a state that is held already: what does not change keeps its identity.
 * Events are taken as they are: read through a codec, they were validated.
 */
export function fold<State, Events extends Schemas>(
  decider: Folding<State, Events>,
  events: readonly Foldable<Events>[],
  from?: DeepReadonly<State>,
): DeepReadonly<State> {
  if (from === undefined) {
    const state = decider.initialState()
    for (const event of events) evolve(decider, state, event)
    return deepFreeze(state)
  }
  return change(from, (draft: State) => {
    for (const event of events) evolve(decider, draft, event)
  })
}

/** The state that a recipe makes of a held one: frozen, and sharing all that did not change. */
export function change<State>(held: DeepReadonly<State>, recipe: (draft: State) => void): DeepReadonly<State> {
  return produce(held, (draft) => {
    // a draft is the one view of a readonly value through which writing is lawful
    recipe(draft as State)
  })
}
