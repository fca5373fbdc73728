// Faults that show when the connection is lost and comes back.
import type { EventStore, RecordedEvent, SubscribeOptions } from '../../../stores/event-store.js'
import { LianxiError } from '../../../terms/errors.js'
import { tick, type Batches, type Fault, type FaultyPlace } from './fault.js'

const laws = ['costs no event', 'leaves a subscription that waits']

/** A store whose subscriptions lose the connection, and go on behind what `resume` says; not at all where it says nothing. */
function resuming(
  sound: EventStore,
  { lost }: FaultyPlace,
  resume: (last: RecordedEvent | undefined, before: RecordedEvent | undefined) => Promise<RecordedEvent | undefined>,
): Partial<EventStore> {
  async function* subscription(options: SubscribeOptions): AsyncGenerator<readonly RecordedEvent[]> {
    let [before, last, from]: (RecordedEvent | undefined)[] = []
    for (let going = true; going && !options.signal.aborted;) {
      const broken = new AbortController()
      const lose = () => broken.abort()
      lost.add(lose)
      const signal = AbortSignal.any([options.signal, broken.signal])
      for await (const batch of sound.subscribe({ ...options, ...(from && { after: from.position }), signal })) {
        before = batch.at(-2) ?? last
        last = batch.at(-1)
        yield batch
      }
      lost.delete(lose)
      from = await resume(last, before)
      going = from !== undefined
    }
  }
  return { subscribe: subscription }
}

/** A reading that ends, as if it were whole, where the connection is lost. */
async function* cut(batches: Batches, { lost }: FaultyPlace): AsyncGenerator<readonly RecordedEvent[]> {
  let gone = false
  lost.add(() => (gone = true))
  for await (const batch of batches) {
    if (gone) return
    yield batch
  }
}

/** A subscription that gives nothing more, and does not end by itself, once the connection was lost. */
async function* silenced(batches: Batches, lost: FaultyPlace['lost']): AsyncGenerator<readonly RecordedEvent[]> {
  let gone = false
  lost.add(() => (gone = true))
  for await (const batch of batches) if (!gone) yield batch
}

async function lastOf(batches: Batches): Promise<RecordedEvent | undefined> {
  let last
  for await (const batch of batches) last = batch.at(-1)
  return last
}

export const connectFaults: readonly Fault[] = [
  {
    store: 'takes a lost connection for the end of a subscription',
    noticed: laws,
    alter: (sound, place) => resuming(sound, place, async () => undefined),
  },
  {
    store: 'gives the last event again when the connection is back',
    noticed: laws,
    alter: (sound, place) => resuming(sound, place, async (_, before) => before),
  },
  {
    store: 'leaves out what came while the connection was lost',
    noticed: ['costs no event'],
    alter: (sound, place) =>
      resuming(sound, place, async () => {
        await tick()
        return lastOf(sound.readAll())
      }),
  },
  {
    store: 'appends again what was stored when the connection was lost',
    noticed: ['costs no event'],
    alter(sound, { lost }) {
      let again = false
      lost.add(() => (again = true))
      return {
        async append(stream, events, expected) {
          await sound.append(stream, events, expected)
          if (!again) return
          again = false
          const last = (await lastOf(sound.readStream(stream)))?.revision ?? 0
          await sound.append(
            stream,
            events.map((event) => ({ ...event, id: `${event.id} again` })),
            last,
          )
        },
      }
    },
  },
  {
    store: 'breaks a reading off when the connection is lost',
    noticed: [],
    thrown: { 'leaves a subscription that waits': 'store-unavailable' },
    alter: (sound, { lost }) => ({
      async *readStream(stream, options) {
        let failed = false
        lost.add(() => (failed = true))
        for await (const batch of sound.readStream(stream, options)) {
          if (failed) throw new LianxiError('store-unavailable', { store: 'the store', reason: 'it is gone' })
          yield batch
        }
      },
    }),
  },
  {
    store: 'takes a lost connection for the end of all events',
    noticed: ['leaves a subscription that waits'],
    alter: (sound, place) => ({ readAll: (options) => cut(sound.readAll(options), place) }),
  },
  {
    store: 'takes a lost connection for the end of a stream that it reads from the middle',
    noticed: ['leaves a subscription that waits'],
    alter: (sound, place) => ({
      readStream(stream, options = {}) {
        const reading = sound.readStream(stream, options)
        return (options.from ?? 0) > 0 ? cut(reading, place) : reading
      },
    }),
  },
  {
    store: 'gives no more of a partition once the connection was lost',
    noticed: ['leaves a subscription that waits'],
    alter: (sound, { lost }) => ({
      subscribe(options) {
        const following = sound.subscribe(options)
        return options.partition === undefined ? following : silenced(following, lost)
      },
    }),
  },
]
