// What the tests of imports share: lines to open, stores that fail, events that somebody forged.
import { eventHash } from '../texts/chain.js'
import type { EventStore } from '../stores/event-store.js'
import { memoryStore } from '../stores/memory-store.js'
import { streamName, type StreamName } from '../terms/stream.js'
import { uuid } from './hall-bench.js'
import type { HistoryEvent } from '../history/event-line.js'
import { lastLine, nextChecksum } from '../history/frame.js'

/** Opens lines that are there already. */
export function opening(lines: readonly string[]): () => AsyncIterable<string> {
  return async function* () {
    yield* lines
  }
}

interface Waiting {
  readonly append: () => Promise<void>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** A store in memory that takes so many appends together, counts them, and fails at one of them and at those that came together with it. */
export function failingStore({ at = Number.POSITIVE_INFINITY, together = 1 } = {}) {
  const store = memoryStore()
  let appends = 0
  let waiting: Waiting[] = []
  const taken: number[] = []

  async function drain(): Promise<void> {
    const all = waiting
    waiting = []
    taken.push(all.length)
    const fails = appends < at && appends + all.length >= at
    appends += all.length
    for (const { append, resolve, reject } of all) {
      if (fails) reject(new Error('the power is gone'))
      else await append().then(resolve, reject)
    }
  }

  return {
    ...store,
    appendsTogether: together,
    count: () => appends,
    /** How many appends were taken at once, each time. */
    taken,
    append: (...append: Parameters<EventStore['append']>) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ append: () => store.append(...append), resolve, reject })
        if (waiting.length === 1) void Promise.resolve().then(drain)
      }),
  }
}

/** The lines as a forger would end them: with a last line that fits. */
export function ended(lines: readonly string[]): readonly string[] {
  const events = lines.filter((line) => streamOf(line) !== undefined)
  const streams = new Set(events.map(streamOf)).size
  return [...lines, lastLine({ events: events.length, streams, checksum: lines.reduce(nextChecksum, '') })]
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
  { previous = '', id = uuid(900 + revision), type = 'HallOpened', data = '{}', metadata = '{}' } = {},
): HistoryEvent {
  const event = { stream, revision, id, type, metadata, data }
  return { ...event, hash: eventHash({ previous, stream, revision }, event) }
}
