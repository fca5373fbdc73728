// The streams of one aggregate that are held just now. How many, is for the caller's bound on events to say.
import type { Codec } from './codec.js'
import type { CommandTable, Decider, Schemas } from './decider.js'
import type { EventStore } from './event-store.js'
import type { Revision } from './position.js'
import { HeldStream } from './held-stream.js'
import type { DeepReadonly } from './readonly.js'
import { streamName, type StreamName } from './stream.js'

/** A bound on what is held, counted in events; it calls `forget` for a stream that was not used for long. */
export interface Recency {
  used(stream: StreamName, events: number, forget: () => void): void
}

/** A stream of the aggregate. */
export interface StreamOf {
  readonly partition: string
  readonly id: string
}

export type Question<State, T> = (state: DeepReadonly<State>, revision: Revision) => T

export interface HeldStreamsOptions<
  State,
  Events extends Schemas,
  Commands extends CommandTable<keyof Events & string>,
> {
  readonly decider: Pick<Decider<State, Events, Commands>, 'category' | 'initialState' | 'evolve'>
  readonly store: EventStore
  readonly codec: Codec<Events>
  readonly recency: Recency
}

export class HeldStreams<State, Events extends Schemas, Commands extends CommandTable<keyof Events & string>> {
  readonly #options: HeldStreamsOptions<State, Events, Commands>
  readonly #held = new Map<StreamName, HeldStream<State, Events>>()

  constructor(options: HeldStreamsOptions<State, Events, Commands>) {
    this.#options = options
  }

  /** Uses a stream, held already or from now on. */
  async use<T>(name: StreamName, work: (held: HeldStream<State, Events>) => Promise<T>): Promise<T> {
    const held = this.#hold(name)
    try {
      return await work(held)
    } finally {
      this.#used(held)
    }
  }

  #hold(name: StreamName): HeldStream<State, Events> {
    const known = this.#held.get(name)
    if (known !== undefined) return known
    const held = new HeldStream<State, Events>({ ...this.#options, name })
    this.#held.set(name, held)
    return held
  }

  #used(held: HeldStream<State, Events>): void {
    const { name } = held
    if (this.#held.get(name) !== held) return
    if (held.broken) this.#held.delete(name)
    else this.#options.recency.used(name, held.revision + 2, () => this.#held.delete(name))
  }

  /**
   * A question to the state of a stream as the store has it now. It reads the tail outside the stream's queue, where waiting could deadlock.
   * What the question returns must not hold on to the state: it changes afterwards.
   */
  ask<T>(stream: StreamOf, question: Question<State, T>): Promise<T> {
    return this.use(this.#nameOf(stream), async (held) => {
      await held.readTail()
      return question(held.state, held.revision)
    })
  }

  /** The same to the state as it is held: it may be behind the store, so a no is worth asking again. Undefined where it is not held. */
  recall<T>(stream: StreamOf, question: Question<State, T>): T | undefined {
    const held = this.#held.get(this.#nameOf(stream))
    if (held === undefined || !held.loaded) return undefined
    this.#used(held)
    return question(held.state, held.revision)
  }

  #nameOf(stream: StreamOf): StreamName {
    return streamName({ category: this.#options.decider.category, ...stream })
  }
}
