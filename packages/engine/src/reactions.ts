// All reactions of an engine, the model's and the app's, run until nothing is left.
import { allianceId, type AnyCommand } from '@lianxi/alliance'
import {
  LianxiError,
  parse,
  reactionCommandId,
  Reacting,
  settle,
  streamParts,
  type AnyReaction,
  type Codec,
  type EventStore,
  type Parked,
  type Receipt,
  type Rejection,
  type Schemas,
  type StoredEvent,
  type ViewStore,
} from '@lianxi/event-sourcing'
import type { Aggregate } from './aggregate.js'
import type { Incoming } from './request.js'

export interface ReactionsOptions {
  /** The model's own: on an empty store they begin at its start, so that no event of theirs is missed. */
  readonly model: readonly AnyReaction<AnyCommand>[]
  readonly app: readonly AnyReaction<AnyCommand>[]
  readonly store: EventStore
  readonly viewStore: ViewStore
  readonly codec: Codec<Schemas>
  readonly aggregateOf: (type: string) => Aggregate
}

/** A command that a reaction issued and that was refused, with the reaction's name. */
export interface ParkedCommand extends Parked {
  readonly reaction: string
}

/** Opens all reactions, each where it was left or where it begins. */
export async function openReactions({ model, app, store, viewStore, codec, aggregateOf }: ReactionsOptions) {
  async function issue(
    command: AnyCommand,
    { event, reaction }: { readonly event: StoredEvent; readonly reaction: string },
  ): Promise<Receipt | Rejection> {
    const aggregate = aggregateOf(command.type)
    const alliance = parse(allianceId, streamParts(event.stream).partition, 'partition')
    const target = { type: command.type, data: command.data, allianceId: alliance }
    const stream = aggregate.streamOf(target)
    const incoming: Incoming = {
      ...target,
      actor: { role: 'engine' },
      occurredAt: event.metadata.occurredAt,
      commandId: reactionCommandId({ eventId: event.id, reaction, commandType: command.type, stream }),
      causationId: event.id,
      correlationId: event.metadata.correlationId ?? event.metadata.commandId,
    }
    return aggregate.run(incoming)
  }

  const all = [...model, ...app]
  const twice = all.find(({ name }, index) => all.findIndex((other) => other.name === name) !== index)
  if (twice !== undefined) {
    throw new LianxiError('invalid-input', {
      what: 'openEngine',
      path: 'reactions',
      reason: `two reactions are called ${twice.name}`,
    })
  }
  const reacting = all.map((reaction) => new Reacting<AnyCommand>({ reaction, viewStore, issue }))
  for (const each of reacting) await each.begin(() => store.head())

  return {
    settle: (signal?: AbortSignal) => settle({ reacting, store, codec, ...(signal === undefined ? {} : { signal }) }),
    parked: (): readonly ParkedCommand[] =>
      reacting.flatMap((each) => each.parked.map((parked) => ({ reaction: each.name, ...parked }))),
    async close(): Promise<void> {
      for (const each of reacting) await each.close()
    },
  }
}
