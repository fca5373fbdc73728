// What a case of the store contract is, and what it is given to work with.
import { LianxiError } from '../../terms/errors.js'
import type { EventStore } from '../../stores/event-store.js'
import type { PropertyOptions } from '../runs.js'
import type { WriterProcess } from '../writer-process.js'

/** Where one case keeps its events. */
export interface StorePlace {
  /** Opens a store on this place: again after a close where stores are durable, and twice at once where several processes may share them. */
  open(): EventStore | Promise<EventStore>
  /** Starts a process of its own that has a store open on this place. Wanted where stores are durable; see serveWriter, childWriter and writerOver. */
  writer?(): Promise<WriterProcess>
  /** Breaks what connects the open stores with where events are kept, and lets it come back. Wanted where the subject has a connection. */
  interrupt?(): Promise<void>
  /** Clears the place away, after every store on it was closed. */
  remove?(): void | Promise<void>
}

/** A store without one of these declares so, and the cases that need it are named as skipped. */
export interface StoreCapabilities {
  /** What was appended outlives the store that appended it. */
  readonly durable: boolean
  /** Several stores, in several processes, may be open on one place at once. */
  readonly severalProcesses: boolean
}

export interface StoreUnderTest {
  readonly name: string
  /** Makes an empty place; every case has its own. */
  place(): StorePlace | Promise<StorePlace>
  readonly capabilities: StoreCapabilities
  /** Whether the store keeps views as well. */
  readonly viewStore: boolean
  /** Whether a connection that can break lies between the store and its events, as it does with a server; not so unless said. */
  readonly connection?: boolean
  /** How long a case waits for an event or an end that must come, in milliseconds; 4,000 unless said. All of it may take fifteen times as long. */
  readonly patience?: number
  /** For what is generated; 20 runs of each property unless said. */
  readonly property?: PropertyOptions
}

/** Of what is waited for, how much came: told where the rest does not come in time. */
export interface Progress {
  readonly soFar: () => string
}

/** What a case does on one place. Whatever it opens is closed behind it. */
export interface Stage {
  open(): Promise<EventStore>
  /** Starts a process that has a store open on the place. */
  writer(): Promise<WriterProcess>
  /** Breaks the connection of the stores that are open, and lets it come back. */
  interrupt(): Promise<void>
  /** Runs on another, empty place, which is cleared away behind it. */
  elsewhere<T>(run: (stage: Stage) => Promise<T>): Promise<T>
  /** The answer, or `law-broken` where it does not come in time; what does much may take so many `times` as long. */
  inTime<T>(what: string, answer: Promise<T> & Partial<Progress>, times?: number): Promise<T>
  readonly capabilities: StoreCapabilities & { readonly viewStore: boolean }
  readonly property: Required<PropertyOptions>
}

export type Need = keyof StoreCapabilities | 'viewStore' | 'connection'

export interface StoreCase {
  /** A sentence of the port. */
  readonly law: string
  readonly needs?: readonly Need[]
  /** Whether it may take longer than a test runner waits by itself. */
  readonly long?: true
  run(stage: Stage): Promise<void>
}

export interface Chapter {
  readonly title: string
  readonly cases: readonly StoreCase[]
}

export function broken(law: string, difference: string): never {
  throw new LianxiError('law-broken', { law, difference })
}
