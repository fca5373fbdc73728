// What the tests of imports share: lines to open, stores that fail, events that somebody forged.
import { eventHash } from '../chain.js'
import type { EventStore } from '../event-store.js'
import { memoryStore } from '../memory-store.js'
import { streamName, type StreamName } from '../stream.js'
import { uuid } from './hall-bench.js'
import type { HistoryEvent } from '../history/event-line.js'

/** Opens lines that are there already. */
export function opening(lines: readonly string[]): () => AsyncIterable<string> {
  return async function* () {
    yield* lines
  }
}

/** A store in memory that counts its appends, and fails in place of one of them. */
export function failingStore(at = Number.POSITIVE_INFINITY) {
  const store = memoryStore()
  let appends = 0
  return {
    ...store,
    count: () => appends,
    async append(...append: Parameters<EventStore['append']>) {
      appends += 1
      if (appends === at) throw new Error('the power is gone')
      await store.append(...append)
    },
  }
}

/** The stream of a line that has one. */
export function streamOf(line = ''): string | undefined {
  return line.startsWith('{"stream"') ? (JSON.parse(line) as { stream: string }).stream : undefined
}

/** A stream of no history that is imported. */
export const elsewhere = streamName({ category: 'hall', partition: 'west', id: '9' })

/** An event with a hash that fits. */
export function sealed(
  stream: StreamName,
  revision: number,
  { previous = '', id = uuid(900 + revision), data = '{}', metadata = '{}' } = {},
): HistoryEvent {
  const event = { stream, revision, id, type: 'HallOpened', metadata, data }
  return { ...event, hash: eventHash({ previous, stream, revision }, event) }
}
