// The folded state of one stream, private to a queue that runs the stream's commands one after another.
import type { Codec, StoredEvent } from '../texts/codec.js'
import type { CommandTable, Decider } from './decider.js'
import type { Output, Schemas } from '../terms/schema.js'
import type { EventStore, RecordedEvent } from '../stores/event-store.js'
import type { Revision } from '../terms/position.js'
import { evolve } from './fold.js'
import type { Metadata } from '../texts/metadata.js'
import type { DeepReadonly } from '../terms/readonly.js'
import type { StreamName } from '../terms/stream.js'
import { queue, type Queue } from '../waiting/turns.js'

/** An event on its way into a state: already validated, from the store or about to be there. */
export interface Absorbed {
  readonly type: string
  readonly data: unknown
  readonly metadata: Pick<Metadata, 'occurredAt' | 'commandId'>
  readonly revision: Revision
  readonly hash: string
}

export interface HeldStreamOptions<State, Events extends Schemas> {
  readonly name: StreamName
  readonly store: Pick<EventStore, 'readStream'>
  readonly codec: Codec<Events>
  readonly decider: Pick<Decider<State, Events, CommandTable<keyof Events & string>>, 'initialState' | 'evolve'>
}

export class HeldStream<State, Events extends Schemas> {
  readonly name: StreamName
  readonly #options: HeldStreamOptions<State, Events>
  readonly #state: State
  /** commandId → revision of its first event. Revisions, not receipts: a tenth of the memory. */
  readonly #commands = new Map<string, Revision>()
  #revision = -1
  #hash = ''
  #loaded = false
  /** Why its state is half changed, if it is: an entry of `evolve` threw. */
  #broken: { readonly by: unknown } | undefined

  constructor(options: HeldStreamOptions<State, Events>) {
    this.name = options.name
    this.#options = options
    this.#state = options.decider.initialState()
  }

  /** The revision of the last event absorbed; −1 before the first. */
  get revision(): Revision {
    return this.#revision
  }

  /** The hash of the last event absorbed; '' before the first. */
  get hash(): string {
    return this.#hash
  }

  /** The state itself, to look at within one synchronous step: it changes in place afterwards. */
  get state(): DeepReadonly<State> {
    // private state is written by evolve alone; everyone else sees it readonly
    return this.#state as DeepReadonly<State>
  }

  /** Whether its state is half changed: then it answers nothing more, and is to be dropped. */
  get broken(): boolean {
    return this.#broken !== undefined
  }

  firstRevisionOf(commandId: string): Revision | undefined {
    return this.#commands.get(commandId)
  }

  /** Commands go through it one after another. */
  readonly turns: Queue = queue()

  /** Whether it was read from the store, and is whole. */
  get loaded(): boolean {
    return this.#loaded && this.#broken === undefined
  }

  async load(): Promise<void> {
    this.#checkWhole()
    if (!this.#loaded) await this.readTail()
  }

  /** Absorbs what others have stored since. Returns whether there was anything new. Needs no turn: revisions held already are skipped. */
  async readTail(): Promise<boolean> {
    const before = this.#revision
    for await (const batch of this.#options.store.readStream(this.name, { from: before + 1 })) {
      for (const recorded of batch) this.#absorbRecorded(recorded)
    }
    this.#loaded = true
    this.#checkWhole()
    return this.#revision > before
  }

  #checkWhole(): void {
    if (this.#broken !== undefined) throw this.#broken.by
  }

  #absorbRecorded(recorded: RecordedEvent): void {
    if (recorded.revision <= this.#revision) return
    const event: StoredEvent<keyof Events & string, Output<Events[keyof Events & string]>> = this.#options.codec.decode(
      recorded,
    )
    this.absorb({ ...event, hash: recorded.hash })
  }

  /** Makes an event true that stands in the store. One that is held already is skipped. */
  absorb<N extends keyof Events & string>(
    event: Absorbed & { readonly type: N; readonly data: Output<Events[N]> },
  ): void {
    if (event.revision <= this.#revision) return
    this.#checkWhole()
    try {
      evolve(this.#options.decider, this.#state, event)
    } catch (error) {
      this.#broken = { by: error }
      throw error
    }
    if (!this.#commands.has(event.metadata.commandId)) this.#commands.set(event.metadata.commandId, event.revision)
    this.#revision = event.revision
    this.#hash = event.hash
  }
}
