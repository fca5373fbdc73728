// What a reaction is: events in, commands out.
import type { StoredEvent } from '../texts/codec.js'
import type { ErrorPolicy } from '../waiting/error-policy.js'
import type { DeepReadonly } from '../terms/readonly.js'
import type { EventDataTable } from '../views/view.js'

/** A function of one event, without state: the event carries all that the command needs. */
export interface Reaction<Data extends EventDataTable, Command> {
  /** Part of the commands' ids: a renamed reaction is another one. */
  readonly name: string
  /** Where it begins on a store that it meets first: behind what is there, unless it says `'start'`. */
  readonly from?: 'start'
  /** What becomes of an event whose answer throws; else as the engine was told. */
  readonly onError?: ErrorPolicy
  /** At most one command of a type to a stream for each event. */
  readonly on: {
    readonly [N in keyof Data & string]: (event: StoredEvent<N, DeepReadonly<Data[N]>>) => readonly Command[]
  }
}

/** A reaction whose events are somebody else's business. */
export interface AnyReaction<Command> {
  readonly name: string
  readonly from?: 'start'
  readonly onError?: ErrorPolicy
  readonly on: Readonly<Record<string, (event: never) => readonly Command[]>>
}
