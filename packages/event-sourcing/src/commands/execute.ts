// One command: load, decide, append at the revision that was decided on; after a conflict absorb what came and decide again.
import type { Codec } from '../texts/codec.js'
import type { CommandTable, Decider, FactsOf, Request } from './decider.js'
import type { Output, Schemas } from '../terms/schema.js'
import { hasCode } from '../terms/errors.js'
import type { EventStore, NewEvent } from '../stores/event-store.js'
import type { HeldStream } from './held-stream.js'
import type { Instant } from '../terms/instant.js'
import { pause } from '../waiting/pause.js'
import type { DeepReadonly } from '../terms/readonly.js'
import { firstReceipt, type Receipt } from './receipt.js'
import { isRejection, type Rejection } from '../terms/rejection.js'
import { seal, type Envelope, type Sealed } from './seal.js'
import type { StreamName } from '../terms/stream.js'

const attempts = 10

/** A command that was parsed by its declaration, on its way to a stream. */
export interface Execution<
  State,
  Events extends Schemas,
  C extends CommandTable<keyof Events & string>,
  N extends keyof C & string,
> {
  readonly type: N
  readonly data: Output<C[N]['data']>
  readonly actor: Output<C[N]['by']>
  readonly envelope: Envelope
  /**
   * Answers what the command needs to know of other streams, parsed by its declaration; asked again whenever the stream's tail brought
   * something. Absent where its declaration has no `needs`.
   */
  readonly facts?: ((state: DeepReadonly<State>) => Promise<FactsOf<C[N]>>) | undefined
}

export interface ExecutionTools<
  State,
  Events extends Schemas,
  C extends CommandTable<keyof Events & string>,
  No extends Rejection,
> {
  readonly store: Pick<EventStore, 'append' | 'readStream'>
  readonly codec: Codec<Events>
  readonly decider: Pick<Decider<State, Events, C, No>, 'decide'>
  readonly now: () => Instant
}

/** Runs a command in its stream's turn. Throws `revision-conflict` when other writers were faster ten times. */
export async function execute<
  State,
  Events extends Schemas,
  C extends CommandTable<keyof Events & string>,
  No extends Rejection,
  N extends keyof C & string,
>(
  held: HeldStream<State, Events>,
  execution: Execution<State, Events, C, N>,
  tools: ExecutionTools<State, Events, C, No>,
): Promise<Receipt | No> {
  const { type, data, actor, envelope } = execution
  const { occurredAt, commandId } = envelope

  // one function that waits, not several that wait for each other: each takes half a kilobyte a command
  await held.turns.begin()
  try {
    if (!held.loaded) await held.load()
    for (let attempt = 1; ;) {
      const first = held.firstRevisionOf(commandId)
      if (first !== undefined) return await firstReceipt({ stream: held.name, first, envelope }, tools)

      const expected = held.revision
      // without `needs` there are no facts, as FactsOf says
      const facts = (execution.facts === undefined ? undefined : await execution.facts(held.state)) as FactsOf<C[N]>
      // a question to this stream may have read its tail meanwhile: the facts were then asked of a state that is past
      if (held.revision !== expected) continue
      const request: Request<C[N]> = { data, facts, actor, occurredAt }
      const answer = tools.decider.decide[type](held.state, request)
      if (isRejection(answer) || answer.length === 0) {
        if (await held.readTail()) continue
        return isRejection(answer) ? answer : { stream: held.name, events: [] }
      }
      const sealed = seal(answer, { held, envelope, codec: tools.codec, recordedAt: recordedNow(occurredAt, tools) })
      try {
        await tools.store.append(held.name, storedOf(sealed), expected === -1 ? 'no-stream' : expected)
      } catch (error) {
        if (!hasCode(error, 'revision-conflict') || attempt >= attempts) throw error
        await pause(commandId, attempt)
        await held.readTail()
        attempt += 1
        continue
      }
      for (const { absorbed } of sealed) held.absorb(absorbed)
      return receiptOf(held.name, sealed)
    }
  } finally {
    held.turns.end()
  }
}

/** Nothing is recorded before it happened, also where the clock was set back meanwhile. */
function recordedNow(occurredAt: Instant, { now }: { readonly now: () => Instant }): Instant {
  const present = now()
  return present < occurredAt ? occurredAt : present
}

function storedOf(sealed: readonly Sealed<unknown>[]): readonly NewEvent[] {
  return sealed.map(({ stored }) => stored)
}

function receiptOf(stream: StreamName, sealed: readonly Sealed<unknown>[]): Receipt {
  const events = sealed.map(({ stored: { id, type }, absorbed: { revision } }) => ({ id, type, revision }))
  return { stream, events }
}
