// Stores that break one promise each, to prove that the contract notices. Only the contract's own test uses them.
import { hasCode, LianxiError } from '../../../terms/errors.js'
import type { Append, EventStore, NewEvent, RecordedEvent, SubscribeOptions } from '../../../stores/event-store.js'
import { leavable } from '../../../waiting/leavable.js'
import { memoryStore } from '../../../stores/memory-store.js'
import { memoryViewStore } from '../../../stores/memory-view-store.js'
import type { StreamName } from '../../../terms/stream.js'
import type { ViewStore } from '../../../stores/view-store.js'
import type { StorePlace } from '../case.js'
import { writerOn } from './writer.js'

/** What the stores on one place have in common. */
export interface FaultyPlace {
  /** Ids to remember. */
  readonly marked: Set<string>
  /** Called when the connection is lost; the sound store has none to lose. */
  readonly lost: Set<() => void>
}

export interface Fault {
  /** What the store does wrong. */
  readonly store: string
  /** How the laws begin that must notice, and say so: `law-broken`. */
  readonly noticed: readonly string[]
  /** How the laws begin that it ends with an error of its own, and which: the code of ours, or how another begins in words. */
  readonly thrown?: Readonly<Record<string, string>>
  /** What it does instead of the sound store. */
  readonly alter: (sound: EventStore, place: FaultyPlace) => Partial<EventStore>
}

export type Batches = AsyncIterable<readonly RecordedEvent[]>

/** A store on events that others hold too: what is durable and shared between processes, in memory. */
function handle(shared: EventStore, views: ViewStore): EventStore {
  const closing = new AbortController()

  function checkOpen(): void {
    if (closing.signal.aborted) throw new LianxiError('store-closed', {})
  }

  async function* whileOpen(batches: () => Batches) {
    checkOpen()
    for await (const batch of batches()) {
      checkOpen()
      yield batch
    }
  }

  async function* following(options: SubscribeOptions) {
    checkOpen()
    yield* shared.subscribe({ ...options, signal: AbortSignal.any([options.signal, closing.signal]) })
  }

  return {
    durable: true,
    async append(stream, events, expected) {
      checkOpen()
      await shared.append(stream, events, expected)
    },
    readStream: (stream, options) => whileOpen(() => shared.readStream(stream, options)),
    readAll: (options) => whileOpen(() => shared.readAll(options)),
    async head() {
      checkOpen()
      return shared.head()
    },
    subscribe: (options) => leavable(options, following),
    viewStore: {
      durable: true,
      async load(key) {
        checkOpen()
        return views.load(key)
      },
      async save(key, next) {
        checkOpen()
        return views.save(key, next)
      },
      async drop(key) {
        checkOpen()
        await views.drop(key)
      },
    },
    async close() {
      closing.abort()
    },
  }
}

/** A place whose stores hold one history, each altered. */
export function placeOf(alter: Fault['alter']): StorePlace {
  const shared = memoryStore()
  const views = memoryViewStore()
  const place: FaultyPlace = { marked: new Set(), lost: new Set() }
  function open(): EventStore {
    const sound = handle(shared, views)
    return { ...sound, ...alter(sound, place) }
  }
  return {
    open,
    writer: () => writerOn(open()),
    async interrupt() {
      for (const lose of place.lost) lose()
    },
  }
}

export const tick = () => new Promise((resolve) => setTimeout(resolve, 1))

/** Does `instead` where an append fails with the code. */
export function onFailure(
  sound: EventStore,
  code: 'revision-conflict' | 'duplicate-event' | 'append-refused',
  instead: (append: Append, error: LianxiError) => Promise<void>,
): Partial<EventStore> {
  return {
    async append(stream, events, expected) {
      try {
        await sound.append(stream, events, expected)
      } catch (error) {
        if (!hasCode(error, code)) throw error
        await instead({ stream, events, expected }, error)
      }
    },
  }
}

/** The revision to expect of a stream as it is. */
export async function trueRevision(sound: EventStore, stream: StreamName): Promise<Append['expected']> {
  let count = 0
  for await (const batch of sound.readStream(stream)) count += batch.length
  return count === 0 ? 'no-stream' : count - 1
}

/** Gives every batch of every reading as `change` makes it. */
export function rereading(
  sound: EventStore,
  change: (batch: readonly RecordedEvent[], index: number) => readonly RecordedEvent[],
): Partial<EventStore> {
  async function* changed(batches: Batches) {
    let index = 0
    for await (const batch of batches) {
      const given = change(batch, index++)
      if (given.length > 0) yield given
    }
  }
  return {
    readStream: (stream, options) => changed(sound.readStream(stream, options)),
    readAll: (options) => changed(sound.readAll(options)),
    subscribe: (options) => changed(sound.subscribe(options)),
  }
}

/** Stores every event as `change` makes it. */
export function rewriting(sound: EventStore, change: (event: NewEvent) => NewEvent): Partial<EventStore> {
  return { append: (stream, events, expected) => sound.append(stream, events.map(change), expected) }
}
