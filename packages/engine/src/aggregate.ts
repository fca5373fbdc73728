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
  type Envelope,
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
  type StreamOf,
} from '@lianxi/event-sourcing'
import type * as z from 'zod'
import { reject } from './rejections.js'
import type { Circumstances } from './request.js'

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

/** A command that its aggregate has read: parsed once, on its way in. */
export interface ReadCommand {
  /** What it says: a frozen copy, which nobody outside can change. */
  readonly data: unknown
  /** The stream that it goes to. */
  streamIn(allianceId: string): StreamName
  /** Its receipt where it was carried out before; else undefined. */
  firstReceipt(about: Circumstances): Promise<Receipt | undefined>
  run(about: Circumstances): Promise<Receipt | Rejection>
}

export interface Aggregate {
  readonly commandTypes: readonly string[]
  /** Throws `invalid-input` for data that the command's declaration refuses. */
  read(type: string, data: unknown): ReadCommand
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
  const tools = { store, codec, decider, now }
  const isCommand = (type: string): type is keyof C & string => Object.hasOwn(decider.commands, type)
  // the table has an entry for just those commands that need facts; its entries differ in what they are asked
  const factsOf = facts as Readonly<
    Record<string, ((question: FactsQuestion<State, unknown>) => Promise<unknown>) | undefined>
  >

  function streamOf(data: unknown, allianceId: string): StreamOf {
    return { partition: allianceId, id: decider.id === undefined ? allianceId : textAt(data, decider.id) }
  }

  function readAs<N extends keyof C & string>(type: N, input: unknown): ReadCommand {
    const shape: C[N] = decider.commands[type]
    const data = parse<C[N]['data']>(shape.data, input, type)
    deepFreeze(data)

    function run(about: Circumstances): Promise<Receipt | Rejection> {
      const by = tryParse<C[N]['by']>(shape.by, about.actor)
      if (!by.ok) {
        const refused = reject('role-not-admitted', {
          type,
          role: about.actor.role,
          reason: `${by.path}: ${by.reason}`,
        })
        return Promise.resolve(refused)
      }
      const facts = factsFor(about)
      const execution = { type, data, actor: by.value, envelope: envelopeOf(type, data, about), facts }
      return streams.use(streamOf(data, about.allianceId), (held) => execute(held, execution, tools))
    }

    function factsFor({ allianceId, actor, occurredAt }: Circumstances) {
      const { needs } = shape
      if (needs === undefined) return undefined
      return async (state: DeepReadonly<State>) => {
        const answer = await factsOf[type]?.({ data, state, allianceId, actorUnitId: actor.unitId, occurredAt })
        // what `needs` gives is what FactsOf says
        return parse(needs, answer, `facts of ${type}`) as FactsOf<C[N]>
      }
    }

    return {
      data,
      run,
      streamIn: (allianceId) => streamName({ category: decider.category, ...streamOf(data, allianceId) }),
      firstReceipt: (about) =>
        streams.use(streamOf(data, about.allianceId), async (held) => {
          await held.readTail()
          const first = held.firstRevisionOf(about.commandId)
          if (first === undefined) return undefined
          return firstReceipt({ stream: held.name, first, envelope: envelopeOf(type, data, about) }, tools)
        }),
    }
  }

  return {
    commandTypes: Object.keys(decider.commands),
    read(type, data) {
      if (!isCommand(type)) throw new LianxiError('unknown-command', { type })
      return readAs(type, data)
    },
  }
}

/** The id of the command's stream: a field that the command's own schema has as a UUID, as a test holds. */
function textAt(data: unknown, field: string): string {
  const id: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, field) : undefined
  if (typeof id !== 'string')
    throw new LianxiError('invalid-input', { what: field, path: '', reason: 'names no stream' })
  return id
}

function envelopeOf(
  type: string,
  data: unknown,
  { actor, causationId, commandId, correlationId, enteredBy, occurredAt }: Circumstances,
): Envelope {
  const entered = enteredBy === undefined ? {} : { enteredBy }
  // what canonicalText makes of all of it, in less time: neither an instant nor the name of a command has anything to escape
  const said = `{"actor":${canonicalText(actor, 'actor')},"data":${canonicalText(data, 'data')}`
  const by = enteredBy === undefined ? '' : `,"enteredBy":${canonicalText(enteredBy, 'enteredBy')}`
  return {
    actor,
    commandHash: sha256Hex(`${said}${by},"occurredAt":"${occurredAt}","type":"${type}"}`),
    commandId,
    occurredAt,
    ...(causationId === undefined ? {} : { causationId }),
    ...(correlationId === undefined || correlationId === commandId ? {} : { correlationId }),
    ...entered,
  }
}
