// How far a reaction is and what it had to park, kept in a view store that several runners write to.
import { LianxiError } from '../terms/errors.js'
import type { EventStore } from '../stores/event-store.js'
import { cameTo, type Checkpoint } from '../stores/mark.js'
import { commandText, parkedOf, type Parked } from './parked.js'
import { parkedList, progressFrom, progressText, type ParkedList } from './progress-text.js'
import type { ViewStore } from '../stores/view-store.js'

export interface Progress {
  readonly checkpoint: Checkpoint | undefined
  readonly parked: readonly Parked[]
}

/**
 * What a runner has done since it last saved, as a change to whatever is stored by then. A runner never stores its own list:
 * it would bring back what another has taken off, or lose what another has put on. What changes nothing gives back what it was given.
 */
export type ProgressChange = (stored: Progress) => Progress

const nothing: Progress = { checkpoint: undefined, parked: [] }
const savingAttempts = 100

/** The later of two checkpoints; undefined stands before all. */
export function later(one: Checkpoint | undefined, other: Checkpoint | undefined): Checkpoint | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return other.position > one.position ? other : one
}

/** Whether some of an event may not be answered yet. Until it is, nothing of it is taken off: another may be about to add the same. */
export function isAhead({ event }: Parked, { checkpoint }: Pick<Progress, 'checkpoint'>): boolean {
  return checkpoint === undefined || event.position > checkpoint.position
}

function isOfSameCommand({ command: one }: Parked, { command: other }: Parked): boolean {
  return one === undefined || other === undefined ? one === other : commandText(one) === commandText(other)
}

/**
 * Events up to `reached` were answered, and these are parked of them. What another runner has answered before stands as it was
 * answered: parked by it, or not.
 */
export function answered(reached: Checkpoint | undefined, parked: readonly Parked[]): ProgressChange {
  return (stored) => {
    const parkedByAnother = (entry: Parked) =>
      parkedOf(stored.parked, entry.event).some((other) => isOfSameCommand(entry, other))
    const news = parked.filter((entry) => isAhead(entry, stored) && !parkedByAnother(entry))
    const checkpoint = later(stored.checkpoint, reached)
    if (news.length === 0 && checkpoint === stored.checkpoint) return stored
    return { checkpoint, parked: news.length === 0 ? stored.parked : [...stored.parked, ...news] }
  }
}

/** A parked event was answered again, and this is still parked of it. One that another runner has taken off stays off. */
export function answeredAgain(eventId: string, parked: readonly Parked[]): ProgressChange {
  return (stored) => {
    const first = stored.parked.findIndex(({ event }) => event.id === eventId)
    if (first === -1) return stored
    const others = (entries: readonly Parked[]) => entries.filter(({ event }) => event.id !== eventId)
    return {
      ...stored,
      parked: [...others(stored.parked.slice(0, first)), ...parked, ...others(stored.parked.slice(first))],
    }
  }
}

/**
 * A parked event is never to be answered. Refused where some of it is not answered yet: whoever answers that finds nothing on the list,
 * and would ask all of it.
 */
export function dropped(eventId: string): ProgressChange {
  return (stored) => {
    if (stored.parked.some((entry) => entry.event.id === eventId && isAhead(entry, stored))) {
      const reason = 'the event is parked in part, and the rest is not answered yet; settle, then drop it'
      throw new LianxiError('invalid-input', { what: 'dropParked', path: 'eventId', reason })
    }
    return answeredAgain(eventId, [])(stored)
  }
}

export interface SavedProgressOptions {
  readonly reaction: string
  /** The store that it is progress in. */
  readonly store: Pick<EventStore, 'readStream' | 'head'>
  readonly viewStore: ViewStore
}

/** The progress of one reaction where it is kept. */
export class SavedProgress {
  readonly #options: SavedProgressOptions
  readonly #key: { readonly name: string; readonly version: string; readonly partition: string }
  /** What was looked up in the store, once each in a program's life: to look at every load would cost a reading for every batch. */
  readonly #lookedUp = new Set<'head' | 'event'>()
  #known = nothing
  /** What is known to be parked, with its text. */
  #list = parkedList(nothing.parked)
  #saves = 0

  constructor(options: SavedProgressOptions) {
    this.#options = options
    this.#key = { name: `reaction/${options.reaction}`, version: '1', partition: '' }
  }

  /** What was parked when it was last loaded or saved. */
  get parked(): readonly Parked[] {
    return this.#known.parked
  }

  /** What is stored now; undefined where nothing is. Throws `progress-of-another-store` where it is of other events than this store's. */
  async load(): Promise<Progress | undefined> {
    const saved = await this.#options.viewStore.load(this.#key)
    if (saved === undefined) {
      this.#keep(nothing, { list: parkedList(nothing.parked), saves: 0 })
      return undefined
    }
    const { at, parked } = progressFrom(saved.state, this.#list, `progress of ${this.#key.name}`)
    const position = saved.checkpoint
    const checkpoint = position === undefined ? undefined : { position, ...(at === undefined ? {} : { mark: at }) }
    if (checkpoint !== undefined) await this.#lookUp(checkpoint)
    return this.#keep({ checkpoint, parked: parked.entries }, { list: parked, saves: saved.saves })
  }

  async #lookUp(checkpoint: Checkpoint): Promise<void> {
    const what = checkpoint.mark === undefined ? 'head' : 'event'
    if (this.#lookedUp.has(what)) return
    const { reaction, store } = this.#options
    if (!(await cameTo(store, checkpoint))) throw new LianxiError('progress-of-another-store', { reaction })
    this.#lookedUp.add(what)
  }

  #keep(known: Progress, { list, saves }: { readonly list: ParkedList; readonly saves: number }): Progress {
    this.#known = known
    this.#list = list
    this.#saves = saves
    return known
  }

  /** Stores where a reaction begins, and gives what is then stored: where another runner was faster, that one's. */
  async begin(checkpoint: Checkpoint | undefined): Promise<Progress> {
    const first = { ...nothing, checkpoint }
    return (await this.#save(first)) ? first : ((await this.load()) ?? first)
  }

  /** Applies a change to what is stored, and gives what is then stored. */
  async apply(change: ProgressChange): Promise<Progress> {
    for (let attempt = 0; attempt < savingAttempts; attempt += 1) {
      const next = change(this.#known)
      // as another runner has left it: to save it again would only make that one's next save fail
      if (attempt > 0 && next === this.#known) return next
      if (await this.#save(next)) return next
      await this.load()
    }
    throw new LianxiError('store-busy', { path: this.#key.name, reason: 'others save all the time' })
  }

  /** False where another runner has saved since. */
  async #save(next: Progress): Promise<boolean> {
    const { checkpoint, parked } = next
    const saves = this.#saves + 1
    const at = checkpoint === undefined ? {} : { checkpoint: checkpoint.position }
    const list = parked === this.#known.parked ? this.#list : parkedList(parked)
    const state = progressText(checkpoint?.mark, list)
    if (!(await this.#options.viewStore.save(this.#key, { state, ...at, saves }))) return false
    this.#keep(next, { list, saves })
    return true
  }
}
