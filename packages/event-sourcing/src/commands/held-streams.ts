// The streams of one aggregate that are held just now. How many, is for the caller's bound on events to say.
import type { Codec } from '../texts/codec.js'
import type { CommandTable, Decider } from './decider.js'
import type { Schemas } from '../terms/schema.js'
import type { EventStore } from '../stores/event-store.js'
import type { Revision } from '../terms/position.js'
import { HeldStream } from './held-stream.js'
import type { DeepReadonly } from '../terms/readonly.js'
import { streamName, type StreamName } from '../terms/stream.js'

/**
 * A bound on what is held, counted in events; it calls `forget` for a stream that was not used for long. One that is in use is not
 * forgotten, and is told of again when it is no more.
 */
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

interface Holding<State, Events extends Schemas> {
  readonly stream: HeldStream<State, Events>
  /** How many use it just now. All of them share its queue: to forget it meanwhile would open a second, and the two would conflict. */
  uses: number
}

export class HeldStreams<State, Events extends Schemas, Commands extends CommandTable<keyof Events & string>> {
  readonly #options: HeldStreamsOptions<State, Events, Commands>
  readonly #held = new Map<StreamName, Holding<State, Events>>()
  #asked: (StreamOf & { readonly name: StreamName }) | undefined

  constructor(options: HeldStreamsOptions<State, Events, Commands>) {
    this.#options = options
  }

  /** Uses a stream, held already or from now on. */
  async use<T>(name: StreamName, work: (held: HeldStream<State, Events>) => Promise<T>): Promise<T> {
    const holding = this.#begin(name)
    try {
      return await work(holding.stream)
    } finally {
      this.#end(holding)
    }
  }

  #begin(name: StreamName): Holding<State, Events> {
    let holding = this.#held.get(name)
    if (holding === undefined) {
      holding = { stream: new HeldStream<State, Events>({ ...this.#options, name }), uses: 0 }
      this.#held.set(name, holding)
    }
    holding.uses += 1
    return holding
  }

  #end(holding: Holding<State, Events>): void {
    holding.uses -= 1
    this.#used(holding)
  }

  #used(holding: Holding<State, Events>): void {
    const { name, revision, broken } = holding.stream
    if (this.#held.get(name) !== holding) return
    if (broken) this.#held.delete(name)
    // one that does not exist is not worth its memory: ids that nobody gave are without number
    else if (revision === -1) this.#forget(name)
    else this.#options.recency.used(name, revision + 2, () => this.#forget(name))
  }

  #forget(name: StreamName): void {
    if (this.#held.get(name)?.uses === 0) this.#held.delete(name)
  }

  /**
   * A question to the state of a stream as the store has it now. It reads the tail outside the stream's queue, where waiting could deadlock.
   * What the question returns must not hold on to the state: it changes afterwards.
   */
  async ask<T>(stream: StreamOf, question: Question<State, T>): Promise<T> {
    const holding = this.#begin(this.#nameOf(stream))
    const { stream: held } = holding
    try {
      await held.readTail()
      return question(held.state, held.revision)
    } finally {
      this.#end(holding)
    }
  }

  /** The same to the state as it is held: it may be behind the store, so a no is worth asking again. Undefined where it is not held. */
  recall<T>(stream: StreamOf, question: Question<State, T>): T | undefined {
    const holding = this.#held.get(this.#nameOf(stream))
    if (holding === undefined || !holding.stream.loaded) return undefined
    this.#used(holding)
    return question(holding.stream.state, holding.stream.revision)
  }

  #nameOf({ partition, id }: StreamOf): StreamName {
    // the door and the facts of a command ask the same stream, and mostly the next command does too
    if (this.#asked?.partition !== partition || this.#asked.id !== id)
      this.#asked = { partition, id, name: streamName({ category: this.#options.decider.category, partition, id }) }
    return this.#asked.name
  }
}
