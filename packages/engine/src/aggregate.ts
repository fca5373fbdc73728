// A decider made ready to be given commands: parsed by their declarations, sent to their stream, answered.
import {
  canonicalText,
  deepFreeze,
  execute,
  firstReceipt,
  LianxiError,
  parse,
  sha256Hex,
  streamName,
  tryParse,
  type Codec,
  type CommandTable,
  type Decider,
  type DeepReadonly,
  type EventStore,
  type FactsOf,
  type HeldStreams,
  type Instant,
  type Output,
  type Receipt,
  type Rejection,
  type Schema,
  type Schemas,
  type StreamName,
} from '@lianxi/event-sourcing'
import * as z from 'zod'
import { reject } from './rejections.js'
import type { Incoming } from './request.js'

/** What the facts of a command may depend on. */
export interface FactsQuestion<State, Data> {
  readonly data: Data
  /** The state of the command's own stream. */
  readonly state: DeepReadonly<State>
  readonly allianceId: string
  readonly actorUnitId: string | undefined
  readonly occurredAt: Instant
}

/** For each command with `needs`: where the answers come from. */
export type FactsTable<State, C extends CommandTable> = {
  readonly [N in keyof C & string as C[N] extends { readonly needs: Schema } ? N : never]: (
    question: FactsQuestion<State, Output<C[N]['data']>>,
  ) => Promise<C[N] extends { readonly needs: infer Needs extends Schema } ? z.core.input<Needs> : never>
}

/** The facts table of a decider. */
export type FactsFor<D> =
  D extends Decider<infer State, infer _Events, infer C, infer _No> ? FactsTable<State, C> : never

export interface Aggregate {
  readonly commandTypes: readonly string[]
  streamOf(command: Pick<Incoming, 'data' | 'allianceId'>): StreamName
  /** What the command says, parsed by its declaration: a frozen copy, which nobody outside can change. Throws `invalid-input`. */
  read(type: string, data: unknown): unknown
  /** The receipt of a command that was carried out before; undefined where it was not. */
  firstReceipt(incoming: Incoming): Promise<Receipt | undefined>
  /** Throws `invalid-input` for data that the command's declaration refuses. */
  run(incoming: Incoming): Promise<Receipt | Rejection>
}

export interface AggregateTools<State, Events extends Schemas, C extends CommandTable<keyof Events & string>> {
  readonly store: EventStore
  readonly streams: HeldStreams<State, Events, C>
  readonly codec: Codec<Events>
  readonly facts: FactsTable<State, C>
  readonly now: () => Instant
}

export function openAggregate<
  State,
  Events extends Schemas,
  C extends CommandTable<keyof Events & string>,
  No extends Rejection,
>(
  decider: Decider<State, Events, C, No>,
  { store, streams, codec, facts, now }: AggregateTools<State, Events, C>,
): Aggregate {
  const isCommand = (type: string): type is keyof C & string => Object.hasOwn(decider.commands, type)
  // the table has an entry for just those commands that need facts; its entries differ in what they are asked
  const factsOf = facts as Readonly<
    Record<string, ((question: FactsQuestion<State, unknown>) => Promise<unknown>) | undefined>
  >

  function nameOf(data: unknown, allianceId: string): StreamName {
    const id = decider.id === undefined ? allianceId : textAt(data, decider.id)
    return streamName({ category: decider.category, partition: allianceId, id })
  }

  async function runAs<N extends keyof C & string>(type: N, incoming: Incoming): Promise<Receipt | Rejection> {
    const { allianceId, occurredAt } = incoming
    const shape: C[N] = decider.commands[type]
    const data = parse<C[N]['data']>(shape.data, incoming.data, type)
    const by = tryParse<C[N]['by']>(shape.by, incoming.actor)
    if (!by.ok)
      return reject('role-not-admitted', { type, role: incoming.actor.role, reason: `${by.path}: ${by.reason}` })
    const actor = by.value

    async function askFacts(state: DeepReadonly<State>): Promise<FactsOf<C[N]>> {
      const answer = await factsOf[type]?.({ data, state, allianceId, actorUnitId: incoming.actor.unitId, occurredAt })
      // an entry stands in the table just where the command has `needs`; without them the facts are undefined
      return (shape.needs === undefined ? undefined : parse(shape.needs, answer, `facts of ${type}`)) as FactsOf<C[N]>
    }

    return streams.use(nameOf(data, allianceId), (held) =>
      execute(
        held,
        { type, data, actor, envelope: envelopeOf(incoming, data), facts: askFacts },
        { store, codec, decider, now },
      ),
    )
  }

  function readAs<N extends keyof C & string>(type: N, data: unknown) {
    const shape: C[N] = decider.commands[type]
    return deepFreeze(parse<C[N]['data']>(shape.data, data, type))
  }

  async function receiptAs<N extends keyof C & string>(type: N, incoming: Incoming): Promise<Receipt | undefined> {
    const shape: C[N] = decider.commands[type]
    const data = parse<C[N]['data']>(shape.data, incoming.data, type)
    return streams.use(nameOf(data, incoming.allianceId), async (held) => {
      await held.readTail()
      const first = held.firstRevisionOf(incoming.commandId)
      if (first === undefined) return undefined
      return firstReceipt({ stream: held.name, first, envelope: envelopeOf(incoming, data) }, { store, codec })
    })
  }

  return {
    commandTypes: Object.keys(decider.commands),
    streamOf: ({ data, allianceId }) => nameOf(data, allianceId),
    read(type, data) {
      if (!isCommand(type)) throw new LianxiError('unknown-command', { type })
      return readAs(type, data)
    },
    async firstReceipt(incoming) {
      if (!isCommand(incoming.type)) throw new LianxiError('unknown-command', { type: incoming.type })
      return receiptAs(incoming.type, incoming)
    },
    async run(incoming) {
      if (!isCommand(incoming.type)) throw new LianxiError('unknown-command', { type: incoming.type })
      return runAs(incoming.type, incoming)
    },
  }
}

/** The id of the command's stream; every command's schema has that field as a UUID. */
function textAt(data: unknown, field: string): string {
  const id: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, field) : undefined
  return parse(z.uuid(), id, field)
}

function envelopeOf(
  { actor, allianceId: _, causationId, commandId, correlationId, enteredBy, occurredAt, type }: Incoming,
  data: unknown,
) {
  const entered = enteredBy === undefined ? {} : { enteredBy }
  return {
    actor,
    ...(causationId === undefined ? {} : { causationId }),
    commandHash: sha256Hex(canonicalText({ actor, data, ...entered, occurredAt, type })),
    commandId,
    ...(correlationId === undefined || correlationId === commandId ? {} : { correlationId }),
    ...entered,
    occurredAt,
  }
}
