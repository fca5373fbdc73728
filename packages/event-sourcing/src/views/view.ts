// A view: figures folded from all events that it hears, in the order of the store.
import type { StoredEvent } from '../texts/codec.js'
import type { DeepReadonly } from '../terms/readonly.js'

/** Event name → the type of its data: how a model tells the kernel what may be heard. */
export type EventDataTable = object

/** What a view does with the events it hears. An entry changes the state it is given, assumes no earlier event, and never throws. */
export type Heard<State, Data extends EventDataTable> = {
  readonly [N in keyof Data & string]: (state: State, event: StoredEvent<N, DeepReadonly<Data[N]>>) => void
}

export interface View<State, Data extends EventDataTable> {
  readonly name: string
  /** Raise it whenever the same events would give another state: what is saved under another version is left alone. */
  readonly version: number
  /** A fresh state each time. Plain JSON: no Map, no Set, no class. */
  initialState(): State
  readonly on: Heard<State, Data>
}

/** A view whose state and events are somebody else's business. */
export interface AnyView {
  readonly name: string
  readonly version: number
  initialState(): unknown
  readonly on: object
}

/** The events that a view hears, by name. */
export function heardBy(view: { readonly on: object }): readonly string[] {
  return Object.keys(view.on)
}
