// The distributed store: events on an EventStoreDB server or cluster, shared by all programs that open the same namespace on it.
import { setMaxListeners } from 'node:events'
import {
  checkCount,
  leavable,
  LianxiError,
  linkedController,
  type EventStore,
  type RecordedEvent,
  type SubscribeOptions,
} from '@lianxi/event-sourcing'
import { allReader } from './all-reader.js'
import { appender } from './append.js'
import { connect } from './client.js'
import { connection } from './connection.js'
import { checkOptions, type EventStoreDBOptions } from './options.js'
import { checkPosition, toPlace } from './position.js'
import { streamReader } from './stream-reader.js'

async function* limited(
  batches: AsyncIterable<readonly RecordedEvent[]>,
  limit: number,
): AsyncGenerator<readonly RecordedEvent[]> {
  let left = limit
  for await (const batch of batches) {
    yield batch.length > left ? batch.slice(0, left) : batch
    left -= batch.length
    if (left <= 0) return
  }
}

/**
 * Opens a store on a server. It connects when it is first asked for something, and again whenever the connection is lost.
 * Throws `invalid-input` for an option that is none.
 */
export function openEventStoreDBStore(options: EventStoreDBOptions): EventStore {
  const settings = checkOptions(options)
  const server = connection(() => connect(settings), { appendMs: settings.deadlines.append })
  const closing = new AbortController()
  // every reading that is open hears it, and each of them is one listener
  setMaxListeners(0, closing.signal)
  const streams = streamReader(server, settings)
  const all = allReader(server, settings)
  const append = appender({ connection: server, reader: streams, settings, closing: closing.signal })
  const running = new Set<Promise<void>>()

  function checkOpen(): void {
    if (closing.signal.aborted) throw new LianxiError('store-closed', {})
  }

  async function* subscription({
    after,
    partition,
    signal: left,
  }: SubscribeOptions): AsyncGenerator<readonly RecordedEvent[]> {
    checkOpen()
    const { signal, abort } = linkedController(left, closing.signal)
    try {
      if (after !== undefined) {
        toPlace(after)
        const head = await all.head({ signal, during: 'subscribe' })
        if (!signal.aborted) checkPosition(after, head)
      }
      yield* all.follow({ after, partition, signal })
    } finally {
      abort()
    }
  }

  return {
    durable: true,

    async append(stream, events, expected) {
      checkOpen()
      const appending = append({ stream, events, expected })
      running.add(appending)
      try {
        await appending
      } finally {
        running.delete(appending)
      }
    },

    async *readStream(stream, { from = 0, limit = Number.POSITIVE_INFINITY } = {}) {
      checkOpen()
      checkCount('from', from)
      checkCount('limit', limit)
      yield* streams.read(stream, { from, limit }, closing.signal)
      // what the close cut short is not the whole
      checkOpen()
    },

    async *readAll({ after, partition, limit = Number.POSITIVE_INFINITY } = {}) {
      checkOpen()
      checkCount('limit', limit)
      const { signal } = closing
      if (after !== undefined) toPlace(after)
      const head = await all.head({ signal, during: 'read' })
      checkOpen()
      if (after !== undefined) checkPosition(after, head)
      if (head === undefined || after === head || limit === 0) return
      yield* limited(all.readTo(head, { after, partition, signal }), limit)
      checkOpen()
    },

    async head() {
      checkOpen()
      const head = await all.head({ signal: closing.signal, during: 'read' })
      checkOpen()
      return head
    },

    subscribe: (wanted) => leavable(wanted, subscription),

    async close() {
      closing.abort()
      await Promise.allSettled(running)
      server.close()
    },
  }
}
