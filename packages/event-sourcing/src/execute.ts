// One command: load, decide, append at the revision that was decided on; after a conflict absorb what came and decide again.
import type { Codec } from './codec.js'
import type { CommandTable, Decider, EventOf, FactsOf, Output, Request, Schemas } from './decider.js'
import { hasCode } from './errors.js'
import type { EventStore } from './event-store.js'
import type { HeldStream } from './held-stream.js'
import type { Instant } from './instant.js'
import { pause } from './pause.js'
import type { DeepReadonly } from './readonly.js'
import { firstReceipt, type Receipt } from './receipt.js'
import { isRejection, type Rejection } from './rejection.js'
import { seal, type Envelope } from './seal.js'

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
  /** Answers what the command needs to know of other streams, parsed by its declaration; asked again whenever the stream's tail brought something. */
  readonly facts: (state: DeepReadonly<State>) => Promise<FactsOf<C[N]>>
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
export function execute<
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

  async function attempt(count: number): Promise<Receipt | No> {
    const first = held.firstRevisionOf(commandId)
    if (first !== undefined) return firstReceipt({ stream: held.name, first, envelope }, tools)

    const asked = held.revision
    const facts = await execution.facts(held.state)
    // a question to this stream may have read its tail meanwhile: the facts were then asked of a state that is past
    if (held.revision !== asked) return attempt(count)
    const request: Request<C[N]> = { data, facts, actor, occurredAt }
    const expected = held.revision
    const answer = tools.decider.decide[type](held.state, request)
    if (isRejection(answer) || answer.length === 0) {
      if (await held.readTail()) return attempt(count)
      return isRejection(answer) ? answer : { stream: held.name, events: [] }
    }
    return store(answer, { expected, count })
  }

  async function store(
    answer: readonly EventOf<Events, C[N]['gives'][number]>[],
    { expected, count }: { expected: number; count: number },
  ): Promise<Receipt | No> {
    const now = tools.now()
    // nothing is recorded before it happened, also where the clock was set back meanwhile
    const recordedAt = now < occurredAt ? occurredAt : now
    const sealed = seal(answer, { held, envelope, codec: tools.codec, recordedAt })
    try {
      await tools.store.append(
        held.name,
        sealed.map(({ stored }) => stored),
        expected === -1 ? 'no-stream' : expected,
      )
    } catch (error) {
      if (!hasCode(error, 'revision-conflict') || count >= attempts) throw error
      await pause(commandId, count)
      await held.readTail()
      return attempt(count + 1)
    }
    for (const { absorbed } of sealed) held.absorb(absorbed)
    return {
      stream: held.name,
      events: sealed.map(({ stored, absorbed }) => ({ id: stored.id, type: stored.type, revision: absorbed.revision })),
    }
  }

  return held.inTurn(async () => {
    await held.load()
    return attempt(1)
  })
}
