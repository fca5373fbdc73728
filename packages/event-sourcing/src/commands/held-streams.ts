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
  readonly at: StreamOf
  readonly stream: HeldStream<State, Events>
  /** How many use it just now. All of them share its queue: to forget it meanwhile would open a second, and the two would conflict. */
  uses: number
}

export class HeldStreams<State, Events extends Schemas, Commands extends CommandTable<keyof Events & string>> {
  readonly #options: HeldStreamsOptions<State, Events, Commands>
  /** By partition, and then by id: a name is put together, checked and compared for none that is held. */
  readonly #held = new Map<string, Map<string, Holding<State, Events>>>()

  constructor(options: HeldStreamsOptions<State, Events, Commands>) {
    this.#options = options
  }

  /** Uses a stream, held already or from now on. */
  async use<T>(at: StreamOf, work: (held: HeldStream<State, Events>) => Promise<T>): Promise<T> {
    const holding = this.#begin(at)
    try {
      return await work(holding.stream)
    } finally {
      this.#end(holding)
    }
  }

  #find({ partition, id }: StreamOf): Holding<State, Events> | undefined {
    return this.#held.get(partition)?.get(id)
  }

  #begin(at: StreamOf): Holding<State, Events> {
    const holding = this.#find(at) ?? this.#hold(at)
    holding.uses += 1
    return holding
  }

  #hold({ partition, id }: StreamOf): Holding<State, Events> {
    const name = streamName({ category: this.#options.decider.category, partition, id })
    const stream = new HeldStream<State, Events>({ ...this.#options, name })
    const holding = { at: { partition, id }, stream, uses: 0 }
    const ofPartition = this.#held.get(partition) ?? new Map<string, Holding<State, Events>>()
    this.#held.set(partition, ofPartition.set(id, holding))
    return holding
  }

  #drop({ partition, id }: StreamOf): void {
    const ofPartition = this.#held.get(partition)
    ofPartition?.delete(id)
    if (ofPartition?.size === 0) this.#held.delete(partition)
  }

  #end(holding: Holding<State, Events>): void {
    holding.uses -= 1
    this.#used(holding)
  }

  #used(holding: Holding<State, Events>): void {
    const { at, stream } = holding
    const { name, revision, broken } = stream
    if (this.#find(at) !== holding) return
    if (broken) this.#drop(at)
    // one that does not exist is not worth its memory: ids that nobody gave are without number
    else if (revision === -1) this.#forget(at)
    else this.#options.recency.used(name, revision + 2, () => this.#forget(at))
  }

  #forget(at: StreamOf): void {
    if (this.#find(at)?.uses === 0) this.#drop(at)
  }

  /**
   * A question to the state of a stream as the store has it now. It reads the tail outside the stream's queue, where waiting could deadlock.
   * What the question returns must not hold on to the state: it changes afterwards.
   */
  async ask<T>(at: StreamOf, question: Question<State, T>): Promise<T> {
    const holding = this.#begin(at)
    const { stream: held } = holding
    try {
      await held.readTail()
      return question(held.state, held.revision)
    } finally {
      this.#end(holding)
    }
  }

  /** The same to the state as it is held: it may be behind the store, so a no is worth asking again. Undefined where it is not held. */
  recall<T>(at: StreamOf, question: Question<State, T>): T | undefined {
    const holding = this.#find(at)
    if (holding === undefined || !holding.stream.loaded) return undefined
    this.#used(holding)
    return question(holding.stream.state, holding.stream.revision)
  }
}
