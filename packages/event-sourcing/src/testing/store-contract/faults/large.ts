// Faults that show with large appends and long readings alone.
import { LianxiError } from '../../../terms/errors.js'
import type { RecordedEvent } from '../../../stores/event-store.js'
import { tick, type Batches, type Fault } from './fault.js'

const piece = 100
const most = 4_000

/** The first events, as one who pages by a number of pages would give them. */
async function* atMost(batches: Batches): AsyncGenerator<readonly RecordedEvent[]> {
  let left = most
  for await (const batch of batches) {
    yield batch.slice(0, left)
    left -= batch.length
    if (left <= 0) return
  }
}

export const largeFaults: readonly Fault[] = [
  {
    store: 'stores a large append in pieces, with a turn for others between them',
    noticed: ['stands together and is seen whole'],
    alter: (sound) => ({
      async append(stream, events, expected) {
        if (events.length <= piece) return sound.append(stream, events, expected)
        const copies = events.map((event) => ({ ...event }))
        const before = expected === 'no-stream' ? -1 : expected
        for (let from = 0; from < copies.length; from += piece) {
          await sound.append(stream, copies.slice(from, from + piece), from === 0 ? expected : before + from)
          await tick()
        }
      },
    }),
  },
  {
    store: 'refuses an append of more than 3,000 events',
    noticed: [],
    thrown: { 'of thousands of small events': 'append-refused' },
    alter: (sound) => ({
      async append(stream, events, expected) {
        if (events.length > 3_000) throw new LianxiError('append-refused', { stream, reason: 'it is too long' })
        await sound.append(stream, events, expected)
      },
    }),
  },
  {
    store: 'ends a reading of all after 4,000 events',
    noticed: ['of thousands of small events'],
    alter: (sound) => ({ readAll: (options) => atMost(sound.readAll(options)) }),
  },
  {
    store: 'ends a reading of a stream after 4,000 events',
    noticed: ['of thousands of small events'],
    alter: (sound) => ({ readStream: (stream, options) => atMost(sound.readStream(stream, options)) }),
  },
  {
    store: 'ends a subscription after 4,000 events',
    noticed: ['of thousands of small events'],
    alter: (sound) => ({ subscribe: (options) => atMost(sound.subscribe(options)) }),
  },
  {
    store: 'gives an event twice where it begins far behind the first',
    noticed: ['of thousands of small events'],
    alter: (sound) => ({
      async *readStream(stream, options) {
        let twice = (options?.from ?? 0) > 2_000
        for await (const batch of sound.readStream(stream, options)) {
          yield twice ? [...batch.slice(0, 1), ...batch] : batch
          twice = false
        }
      },
    }),
  },
]
