// The port to a store of events. Every sentence here is a case of the store contract (testing/store-contract).
import type { Position, Revision } from '../terms/position.js'
import type { StreamName } from '../terms/stream.js'
import type { ViewStore } from './view-store.js'

/** An event as it is handed to a store: `data` and `metadata` are canonical JSON texts, which the store keeps to the byte. */
export interface NewEvent {
  /** A UUID, unique in the store. */
  readonly id: string
  readonly type: string
  readonly data: string
  readonly metadata: string
  /** The link of the stream's hash chain (chain.ts), kept as it is. */
  readonly hash: string
}

/** What is asked of a store by one append. */
export interface Append {
  readonly stream: StreamName
  readonly events: readonly NewEvent[]
  /** The revision of the stream's last event, or `'no-stream'` where there is none. */
  readonly expected: Revision | 'no-stream'
}

/** An event as a store gives it back. */
export interface RecordedEvent extends NewEvent {
  readonly stream: StreamName
  readonly revision: Revision
  readonly position: Position
}

export interface ReadStreamOptions {
  /** The first revision to give; 0 unless said. */
  readonly from?: Revision
  /** How many events at most. */
  readonly limit?: number
}

export interface ReadAllOptions {
  /** Give only what stands after this position. */
  readonly after?: Position
  /** Give only the streams of this partition, from an index where the store has one. */
  readonly partition?: string
  /** How many events at most. */
  readonly limit?: number
}

export interface SubscribeOptions {
  readonly after?: Position
  readonly partition?: string
  readonly signal: AbortSignal
}

/** How many bytes one append may hold at most: the UTF-8 of id, type, data, metadata and hash of all its events. */
export const maxAppendBytes = 1_000_000

/**
 * Where events are kept.
 *
 * - Reads come in batches, none of them empty, and a batch that was given stays as it is. Reading a stream that is not there yields nothing.
 * - Between the batches of a long reading, timers and whoever else waits have their turn.
 * - A limit, where given, is a whole number of at least 0, or Infinity; `from` is a whole number of at least 0; others throw `invalid-input`.
 * - What a caller was handed, and what it handed over, it cannot use to change what is stored.
 * - A store that loses touch with where it keeps events throws `store-unavailable`; while it reads or subscribes it first tries to go on
 *   from the last event it gave.
 */
export interface EventStore {
  /** Whether what was appended outlives the store that appended it. */
  readonly durable: boolean

  /**
   * Adds the events behind revision `expected`, all or none, in one step that no other append can come between.
   * When it returns they are kept as durably as the store can. Several callers may append at once.
   *
   * - `expected` is the revision of the stream's last event, or `'no-stream'` where there is none.
   * - Throws `revision-conflict` with the expected and the true revision (−1: no stream) where `expected` is not so, whatever else may be
   *   wrong with the events.
   * - Throws `append-refused` for no events, more than `maxAppendBytes`, a name that is not of the form in stream.ts, or a field that is no
   *   text or is cut within a character (a lone surrogate).
   * - Throws `duplicate-event` where an id stands twice in the append. Ids are unique because they are derived (derived-id.ts); a store
   *   with an index of them, as memory and SQLite have, throws it also for an id that is stored already, in any stream.
   * - Throws `append-outcome-unknown` where the store cannot learn whether the events were stored; they are then stored whole or not at all.
   * - Any other failed append leaves no trace, and the store stays usable.
   */
  append(stream: StreamName, events: readonly NewEvent[], expected: Revision | 'no-stream'): Promise<void>

  /**
   * How many appends that are called in one turn of the event loop, of at most `maxAppendBytes` in all, this store takes together: they are
   * stored in the order of their calls and, where the store fails, none of them is. Each is refused for itself. 1 unless said.
   */
  readonly appendsTogether?: number

  /** The events of a stream in order of revision, up to the last one at the call or later. */
  readStream(stream: StreamName, options?: ReadStreamOptions): AsyncIterable<readonly RecordedEvent[]>

  /**
   * All events in order of position, none missing, none twice. It ends at the last event that was stored when it was called, or later.
   * An event never appears before a position that was already read. Within a stream, order of position is order of revision.
   * Throws `invalid-position` for an `after` that this store cannot have given: a text of another form, or a position behind its head. One
   * of another store that stands before the head it cannot tell from its own.
   */
  readAll(options?: ReadAllOptions): AsyncIterable<readonly RecordedEvent[]>

  /**
   * Where all that is stored at the call ends: behind it stands what is stored after the call, and nothing that was stored before.
   * Undefined only where nothing was ever stored at the place that the store shares with others. It may be the position of an event that
   * is not the store's own, is never before one that was given, and stands in their order. It reads no more of a large store than of a small one.
   */
  head(): Promise<Position | undefined>

  /**
   * As `readAll`, and then what is stored from there on, until the signal aborts; then it ends without an error.
   * It may be left while it waits: `return` of its iterator ends it too, and whoever waits in `next`.
   * However it ends, no listener of it stays on the signal.
   */
  subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]>

  /** Where views can be kept beside the events, if this store can. */
  readonly viewStore?: ViewStore

  /**
   * Ends subscriptions, lets running appends finish, and frees what is held; it waits for no reader or subscriber that is busy. Later calls
   * throw `store-closed`, those of its view store too; a reading that was begun is given whole or throws it. A second close does nothing.
   */
  close(): Promise<void>
}
