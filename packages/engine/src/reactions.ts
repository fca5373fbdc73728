// All reactions of an engine, the model's and the app's: run until nothing is left, or for as long as a program does.
import { allianceId, type AnyCommand } from '@lianxi/alliance'
import {
  follow,
  LianxiError,
  parse,
  reactionCommandId,
  Reacting,
  retryParked,
  settle,
  streamParts,
  type AnyReaction,
  type Codec,
  type ErrorPolicy,
  type EventStore,
  type Instant,
  type Parked,
  type Receipt,
  type Rejection,
  type Schemas,
  type StoredEvent,
  type ViewStore,
} from '@lianxi/event-sourcing'
import type { Aggregate } from './aggregate.js'
import { beginAll, type Beginning } from './beginning.js'
import type { Tell } from './disturbance.js'
import { doAll } from './do-all.js'
import { dropQuestion, retryQuestion, type DropParkedOptions, type RetryParkedOptions } from './query.js'
import type { Runner } from './together.js'

export interface ReactionsOptions {
  /** The model's own: on an empty store they begin at its start, so that no event of theirs is missed. */
  readonly model: readonly AnyReaction<AnyCommand>[]
  readonly app: readonly AnyReaction<AnyCommand>[]
  readonly onError?: ErrorPolicy
  /** Where those begin of which nothing is kept, whatever they say themselves. */
  readonly from?: 'start'
  readonly store: EventStore
  readonly viewStore: ViewStore
  readonly codec: Codec<Schemas>
  readonly aggregateOf: (type: string) => Aggregate
  readonly now: () => Instant
  readonly tell: Tell
}

/** An event that a reaction could not answer, or a command of its answer that was refused. */
export interface ParkedEvent extends Parked {
  readonly reaction: string
}

export interface Reactions {
  readonly beginning: Beginning
  settle(signal?: AbortSignal): Promise<void>
  /** One for each reaction. */
  runners(): Promise<readonly Runner[]>
  parked(): Promise<readonly ParkedEvent[]>
  retryParked(options: RetryParkedOptions): Promise<readonly ParkedEvent[]>
  dropParked(options: DropParkedOptions): Promise<void>
  close(): Promise<void>
}

/** Opens all reactions, each where it was left or where it begins. */
export async function openReactions(options: ReactionsOptions): Promise<Reactions> {
  const { model, app, store, viewStore } = options
  const reacting = reactingOf([...model, ...app], options)
  // events that outlive the process, answered from where nobody remembers, would be answered from another place each time
  const forgetful = store.durable && !viewStore.durable
  const beginning = await beginAll(forgetful ? [] : reacting)

  /** All reactions, or the one of that name. */
  async function called(name?: string): Promise<readonly Reacting<AnyCommand>[]> {
    if (forgetful) throw new LianxiError('view-store-not-durable', {})
    await beginning.now()
    const found = reacting.filter((each) => name === undefined || each.name === name)
    if (found.length > 0) return found
    const reason = `there is no reaction ${JSON.stringify(name)}`
    throw new LianxiError('invalid-input', { what: 'parked', path: 'reaction', reason })
  }

  async function parkedOf(name?: string): Promise<readonly ParkedEvent[]> {
    const lists = (await called(name)).map(async (each) =>
      (await each.parked()).map((parked) => ({ reaction: each.name, ...parked })),
    )
    return (await Promise.all(lists)).flat()
  }

  return {
    beginning,
    settle: async (signal) => settle({ reacting: await called(), store, ...(signal === undefined ? {} : { signal }) }),
    runners: async () =>
      (await called()).map((each) => ({
        follow: (signal) => follow(each, { store, signal }),
        save: () => each.close(),
      })),
    parked: () => parkedOf(),
    async retryParked(asked) {
      const { reaction, ...which } = retryQuestion(asked)
      for (const each of await called(reaction)) await retryParked(each, { store, ...which })
      const left = await parkedOf(reaction)
      return left.filter(({ event }) => which.eventId === undefined || event.id === which.eventId)
    },
    async dropParked(asked) {
      const { reaction, eventId } = dropQuestion(asked)
      for (const each of await called(reaction)) await each.drop(eventId)
    },
    async close() {
      if (!forgetful) await doAll(reacting.map((each) => () => each.close()))
    },
  }
}

function reactingOf(
  reactions: readonly AnyReaction<AnyCommand>[],
  { aggregateOf, codec, store, viewStore, now, from, tell, onError = {} }: ReactionsOptions,
): readonly Reacting<AnyCommand>[] {
  async function issue(
    command: AnyCommand,
    { event, reaction }: { readonly event: StoredEvent; readonly reaction: string },
  ): Promise<Receipt | Rejection> {
    const said = aggregateOf(command.type).read(command.type, command.data)
    const alliance = parse(allianceId, streamParts(event.stream).partition, 'partition')
    const stream = said.streamIn(alliance)
    return said.run({
      allianceId: alliance,
      actor: { role: 'engine' },
      occurredAt: event.metadata.occurredAt,
      commandId: reactionCommandId({ eventId: event.id, reaction, commandType: command.type, stream }),
      causationId: event.id,
      correlationId: event.metadata.correlationId ?? event.metadata.commandId,
    })
  }

  return reactions.map((each) => {
    const reaction = from === undefined ? each : { ...each, from }
    return new Reacting<AnyCommand>({ reaction, store, viewStore, codec, onError, onDisturbance: tell, now, issue })
  })
}
