// The held streams of every aggregate, under one bound on the events they hold together.
import { deciders } from '@lianxi/alliance/aggregates'
import {
  codec,
  HeldStreams,
  type Codec,
  type CommandTable,
  type Decider,
  type EventStore,
  type metadataSchema,
  type Rejection,
  type Schema,
  type Schemas,
} from '@lianxi/event-sourcing'
import { recency } from './recency.js'

export interface StreamsOptions {
  readonly store: EventStore
  readonly metadata: ReturnType<typeof metadataSchema<Schema, Schema>>
  /** How many events the held streams may have together. */
  readonly heldEvents: number
}

/** A decider's streams, with the codec that reads them. */
export interface Opened<State, Events extends Schemas, C extends CommandTable<keyof Events & string>> {
  readonly streams: HeldStreams<State, Events, C>
  readonly codec: Codec<Events>
}

export function openStreams({ store, metadata, heldEvents }: StreamsOptions) {
  const bound = recency(heldEvents)

  function open<State, Events extends Schemas, C extends CommandTable<keyof Events & string>, No extends Rejection>(
    decider: Decider<State, Events, C, No>,
  ): Opened<State, Events, C> {
    const texts = codec<Events>({ events: decider.events, upcasters: decider.upcasters ?? {}, metadata })
    return { streams: new HeldStreams({ decider, store, codec: texts, recency: bound }), codec: texts }
  }

  return {
    membership: open(deciders.membership),
    topic: open(deciders.topic),
    meeting: open(deciders.meeting),
    minutes: open(deciders.minutes),
    motion: open(deciders.motion),
    issue: open(deciders.issue),
    resource: open(deciders.resource),
    pledge: open(deciders.pledge),
    action: open(deciders.action),
  } satisfies Readonly<Record<keyof typeof deciders, unknown>>
}

export type Streams = ReturnType<typeof openStreams>
