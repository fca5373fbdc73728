// The store that lives as long as its process: for tests, for trying a history out, for a browser.
import { checkAppend, checkCount } from './append-rules.js'
import { LianxiError } from '../terms/errors.js'
import type { EventStore, NewEvent, RecordedEvent, SubscribeOptions } from './event-store.js'
import { givingWay } from '../waiting/give-way.js'
import { leavable } from '../waiting/leavable.js'
import { waiters } from '../waiting/waiters.js'
import { positionNumber, toPosition, type Position } from '../terms/position.js'
import { memoryViewStore } from './memory-view-store.js'
import { streamParts, type StreamName } from '../terms/stream.js'

const batchSize = 512

/** The events of a stream, and those of its partition, where they stand too. */
interface Stream {
  readonly events: RecordedEvent[]
  readonly ofPartition: RecordedEvent[]
}

/** Where a read begins, and how many events it gives at most. */
interface Found {
  readonly list: readonly RecordedEvent[]
  readonly from: number
  readonly limit: number
}

/** An event store, and with it a view store, in memory. It promises all that the port does but to outlive its process. */
export function memoryStore(): EventStore {
  const all: RecordedEvent[] = []
  const streams = new Map<StreamName, Stream>()
  const partitions = new Map<string, RecordedEvent[]>()
  const ids = new Set<string>()
  const subscribers = waiters()
  let closed = false

  function checkOpen(): void {
    if (closed) throw new LianxiError('store-closed', {})
  }

  /** Throws `invalid-position` for what no event of this store stands at. */
  function checkPosition(position: Position): void {
    if (positionNumber(position) >= all.length) throw new LianxiError('invalid-position', { position })
  }

  function begin(stream: StreamName): Stream {
    const { partition } = streamParts(stream)
    const ofPartition = partitions.get(partition) ?? []
    partitions.set(partition, ofPartition)
    const begun = { events: [], ofPartition }
    streams.set(stream, begun)
    return begun
  }

  function append(stream: StreamName, events: readonly NewEvent[], expected: number | 'no-stream'): void {
    checkOpen()
    const known = streams.get(stream)
    const actual = (known?.events.length ?? 0) - 1
    checkAppend({ stream, events, expected, actual })
    for (const { id } of events) if (ids.has(id)) throw new LianxiError('duplicate-event', { stream, id })
    const { events: ofStream, ofPartition } = known ?? begin(stream)
    for (const { id, type, data, metadata, hash } of events) {
      const revision = ofStream.length
      const position = toPosition(all.length)
      const recorded = Object.freeze({ id, type, data, metadata, hash, stream, revision, position })
      ids.add(id)
      all.push(recorded)
      ofStream.push(recorded)
      ofPartition.push(recorded)
    }
    subscribers.wake()
  }

  /** The index in a list, ordered by position, of the first event behind a position. */
  function firstAfter(list: readonly RecordedEvent[], after: Position | undefined): number {
    if (after === undefined) return 0
    checkPosition(after)
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((list[middle]?.position ?? after) > after) high = middle
      else low = middle + 1
    }
    return low
  }

  /** What a read gives, found when it begins. One generator, not one in another: each that is gone through costs a few turns of the loop a batch. */
  async function* batches(find: () => Found): AsyncGenerator<readonly RecordedEvent[]> {
    checkOpen()
    const { list, from, limit } = find()
    const until = Math.min(list.length, from + limit)
    const giveWay = givingWay()
    for (let start = from; start < until; start += batchSize) {
      yield list.slice(start, Math.min(start + batchSize, until))
      await giveWay()
      checkOpen()
    }
  }

  function listFor(partition: string | undefined): readonly RecordedEvent[] {
    return partition === undefined ? all : (partitions.get(partition) ?? [])
  }

  async function* subscription({ after, partition, signal }: SubscribeOptions) {
    checkOpen()
    let reached = after
    const giveWay = givingWay()
    while (!signal.aborted && !closed) {
      const list = listFor(partition)
      const from = firstAfter(list, reached)
      if (from === list.length) {
        await subscribers.next(signal)
        continue
      }
      const batch = list.slice(from, from + batchSize)
      reached = batch.at(-1)?.position
      yield batch
      await giveWay()
    }
  }

  return {
    durable: false,
    appendsTogether: 256,

    async append(stream, events, expected) {
      append(stream, events, expected)
    },

    readStream: (stream, { from = 0, limit = Number.POSITIVE_INFINITY } = {}) =>
      batches(() => {
        checkCount('from', from)
        checkCount('limit', limit)
        return { list: streams.get(stream)?.events ?? [], from, limit }
      }),

    readAll: ({ after, partition, limit = Number.POSITIVE_INFINITY } = {}) =>
      batches(() => {
        checkCount('limit', limit)
        const list = listFor(partition)
        return { list, from: firstAfter(list, after), limit }
      }),

    async head() {
      checkOpen()
      return all.at(-1)?.position
    },

    subscribe: (options) => leavable(options, subscription),

    viewStore: memoryViewStore({ checkOpen }),

    async close() {
      closed = true
      subscribers.wake()
    },
  }
}
