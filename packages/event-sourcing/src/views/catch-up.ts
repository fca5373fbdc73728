// A view of one partition, kept up with the store: folded from what was saved of this very store, to its head.
import * as z from 'zod'
import { canonicalText } from '../texts/canonical.js'
import type { Codec } from '../texts/codec.js'
import type { Schemas } from '../terms/schema.js'
import { mayPass } from '../waiting/error-policy.js'
import type { EventStore, RecordedEvent } from '../stores/event-store.js'
import type { Position } from '../terms/position.js'
import { change } from '../commands/fold.js'
import { entryFor } from './hear.js'
import { markOf, markSchema, stands, type Mark } from '../stores/mark.js'
import { deepFreeze, type DeepReadonly } from '../terms/readonly.js'
import { turns } from '../waiting/turns.js'
import type { SavedView, ViewKey, ViewStore } from '../stores/view-store.js'
import { heardBy, type EventDataTable, type View } from './view.js'

const eventsBetweenSaves = 4096

export interface LiveViewOptions<State, Data extends EventDataTable> {
  readonly view: View<State, Data>
  readonly partition: string
  readonly store: Pick<EventStore, 'readAll' | 'readStream'>
  readonly viewStore: ViewStore
  readonly codec: Codec<Schemas>
}

/** A view's stored version: its own, and those of the events it hears where they have changed. */
export function viewKey<State, Data extends EventDataTable>(
  view: View<State, Data>,
  codec: Codec<Schemas>,
  partition: string,
): ViewKey {
  const changed = heardBy(view)
    .toSorted()
    .filter((type) => codec.version(type) > 1)
    .map((type) => `${type}@${codec.version(type)}`)
  return { name: view.name, version: [String(view.version), ...changed].join('+'), partition }
}

// the state is the view's own business
const savedSchema = z.strictObject({ at: markSchema, state: z.unknown() })

/** The last event in a view. */
interface Last {
  readonly position: Position
  readonly mark: Mark
}

/** What was kept in a saved text; undefined where it was none of ours, or of an older form. */
function keptIn({
  state: text,
  checkpoint: position,
}: SavedView): { readonly last: Last; readonly state: unknown } | undefined {
  try {
    const saved = savedSchema.safeParse(JSON.parse(text))
    if (!saved.success || saved.data.state === undefined || position === undefined) return undefined
    const { at: mark, state } = saved.data
    return { last: { position, mark }, state }
  } catch {
    return undefined
  }
}

export class LiveView<State, Data extends EventDataTable> {
  /** What it is kept under. */
  readonly key: ViewKey
  readonly #options: LiveViewOptions<State, Data>
  readonly #inTurn = turns()
  /** Private and changed in place until a caller sees it; from then on frozen, and followed by drafts of itself. */
  #state:
    | { readonly held: 'private'; readonly value: State }
    | { readonly held: 'shown'; readonly value: DeepReadonly<State> }
    | undefined
  #last: Last | undefined
  #saves = 0
  #unsaved = false
  #foldedSinceSaving = 0

  constructor(options: LiveViewOptions<State, Data>) {
    this.#options = options
    this.key = viewKey(options.view, options.codec, options.partition)
  }

  /** The position of the last event in it; undefined where there was none yet. */
  get checkpoint(): Position | undefined {
    return this.#last?.position
  }

  /** The view with all that the store held at the call, frozen. What did not change since an earlier call is the same object. */
  read(): Promise<DeepReadonly<State>> {
    return this.#inTurn(async () => {
      await this.#catchUp()
      return this.#show()
    })
  }

  /** Folds all that the store holds at the call, without showing it to anybody. */
  catchUp(): Promise<void> {
    return this.#inTurn(() => this.#catchUp())
  }

  /** Keeps what was folded since the last save, if anything. Another runner's newer save stands. */
  save(): Promise<void> {
    return this.#inTurn(() => this.#save())
  }

  async #catchUp(): Promise<void> {
    await this.#load()
    try {
      await this.#follow()
    } catch (error) {
      // a state may be half folded: begin again from what was saved
      this.#state = undefined
      throw error
    }
  }

  async #follow(): Promise<void> {
    const { store, partition } = this.#options
    const after = this.#last === undefined ? {} : { after: this.#last.position }
    for await (const batch of store.readAll({ partition, ...after })) {
      this.#absorb(batch)
      if (this.#foldedSinceSaving >= eventsBetweenSaves) await this.#saveOnTheWay()
    }
  }

  /** So that less is folded again after a crash. Where that cannot be for a time, the view can still be read; who saves in the end is told. */
  async #saveOnTheWay(): Promise<void> {
    try {
      await this.#save()
    } catch (error) {
      if (!mayPass(error)) throw error
    }
  }

  async #load(): Promise<void> {
    if (this.#state !== undefined) return
    const { store, view, viewStore } = this.#options
    const saved = await viewStore.load(this.key)
    const kept = saved === undefined ? undefined : keptIn(saved)
    // what was made of another store, or of events that are gone, is of no use here
    const ours = kept !== undefined && (await stands(store, kept.last.mark, kept.last.position)) ? kept : undefined
    this.#saves = saved?.saves ?? 0
    this.#last = ours?.last
    this.#unsaved = false
    this.#foldedSinceSaving = 0
    // what was saved under this name and version is this view's own state
    this.#state = { held: 'private', value: ours === undefined ? view.initialState() : (ours.state as State) }
  }

  #absorb(batch: readonly RecordedEvent[]): void {
    const { codec, view } = this.#options
    const state = this.#state
    if (state === undefined) return
    const foldInto = (value: State) => {
      for (const recorded of batch) hear(view, { recorded, codec }, value)
    }
    if (state.held === 'private') foldInto(state.value)
    else this.#state = { held: 'shown', value: change(state.value, foldInto) }
    const last = batch.at(-1)
    if (last !== undefined) this.#last = { position: last.position, mark: markOf(last) }
    this.#unsaved = true
    this.#foldedSinceSaving += batch.length
  }

  #show(): DeepReadonly<State> {
    const state = this.#state ?? { held: 'private', value: this.#options.view.initialState() }
    if (state.held === 'shown') return state.value
    // a state that could not be saved is better refused to whoever asks first than found at the end
    canonicalText(state.value)
    const value = deepFreeze(state.value)
    this.#state = { held: 'shown', value }
    return value
  }

  async #save(): Promise<void> {
    if (this.#state === undefined || !this.#unsaved || this.#last === undefined) return
    // also where it fails: a state is not made into text again for each batch
    this.#foldedSinceSaving = 0
    const { position: checkpoint, mark } = this.#last
    const state = canonicalText({ at: mark, state: this.#state.value })
    const next = { state, checkpoint, saves: this.#saves + 1 }
    const { viewStore } = this.#options
    const kept = await viewStore.save(this.key, next)
    this.#saves = kept ? next.saves : ((await viewStore.load(this.key))?.saves ?? 0)
    this.#unsaved = false
  }
}

/** Lets a view hear one event. What it does not hear is only known by name; a name that is not known throws `newer-event`. */
export function hear<State, Data extends EventDataTable>(
  view: View<State, Data>,
  { recorded, codec }: { readonly recorded: RecordedEvent; readonly codec: Codec<Schemas> },
  state: State,
): void {
  if (!Object.hasOwn(view.on, recorded.type)) return codec.knows(recorded)
  const event = codec.decode(recorded)
  entryFor(view.on, event)?.(state, event)
}
