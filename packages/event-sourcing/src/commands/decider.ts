// What an aggregate is: four records keyed by name, tied to each other by their types.
import type { Instant } from '../terms/instant.js'
import type { Output, Schema, Schemas } from '../terms/schema.js'
import type { DeepReadonly } from '../terms/readonly.js'
import type { Rejection } from '../terms/rejection.js'
import type { Upcasters } from '../texts/upcast.js'

/** One command: who may give it, what it says, which facts its answer needs, which events it may give. */
export interface CommandShape<EventName extends string = string> {
  readonly by: Schema
  readonly data: Schema
  readonly needs?: Schema
  readonly gives: readonly EventName[]
}
export type CommandTable<EventName extends string = string> = Readonly<Record<string, CommandShape<EventName>>>

export type FactsOf<C extends CommandShape> = C extends { readonly needs: infer Needs extends Schema }
  ? Output<Needs>
  : undefined

/** What a decision sees besides the state. All of it was parsed by the command's declaration. */
export interface Request<C extends CommandShape> {
  readonly data: Output<C['data']>
  readonly facts: FactsOf<C>
  readonly actor: Output<C['by']>
  readonly occurredAt: Instant
}

/** Events as a decision gives them, or a test: a name and its data. */
export type EventOf<Events extends Schemas, Name extends keyof Events = keyof Events> = {
  [N in Name & string]: { readonly type: N; readonly data: Output<Events[N]> }
}[Name & string]

export interface EventTime {
  readonly occurredAt: Instant
}

/** What becomes true by each event. An entry changes the draft it is given, returns nothing and never throws. */
export type Evolve<State, Events extends Schemas> = {
  readonly [N in keyof Events & string]: (draft: State, data: Output<Events[N]>, time: EventTime) => void
}

/** The answer to each command: events (none: already so), or why not. Pure and synchronous. */
export type Decide<State, Commands extends CommandTable, Events extends Schemas, No extends Rejection> = {
  readonly [N in keyof Commands & string]: (
    state: DeepReadonly<State>,
    request: Request<Commands[N]>,
  ) => readonly EventOf<Events, Commands[N]['gives'][number]>[] | No
}

export interface Decider<
  State,
  Events extends Schemas,
  Commands extends CommandTable<keyof Events & string>,
  No extends Rejection = Rejection,
> {
  /** The category of its streams: letters and digits. */
  readonly category: string
  readonly events: Events
  readonly upcasters?: Upcasters
  readonly commands: Commands
  /** The field of every command that names the stream; without it there is one stream a partition. */
  readonly id?: string
  /** A fresh state each time: the caller changes it in place. Plain JSON: no Map, no Set, no class. */
  initialState(): State
  readonly evolve: Evolve<State, Events>
  readonly decide: Decide<State, Commands, Events, No>
}

/** Makes the `event` of an aggregate, which checks name and data to the field: `event('BallotCast', { unitId, choice })`. */
export function eventBuilder<Events extends Schemas>(_events: Events) {
  return <N extends keyof Events & string>(
    type: N,
    data: Output<Events[N]>,
  ): { readonly type: N; readonly data: Output<Events[N]> } => ({
    type,
    data,
  })
}
