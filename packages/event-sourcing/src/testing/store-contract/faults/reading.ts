// Faults of readStream and readAll.
import type { ReadAllOptions, RecordedEvent } from '../../../stores/event-store.js'
import { toPosition, type Position } from '../../../terms/position.js'
import { rereading, tick, type Batches, type Fault } from './fault.js'

async function flat(batches: Batches): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for await (const batch of batches) events.push(...batch)
  return events
}

async function* asBatch(events: Promise<readonly RecordedEvent[]>) {
  const batch = await events
  if (batch.length > 0) yield batch
}

const withoutPartition = ({ partition: _, ...rest }: ReadAllOptions): ReadAllOptions => rest

export const readFaults: readonly Fault[] = [
  {
    store: 'gives an empty batch for a stream that is not there',
    noticed: ['yields nothing for a stream', 'yields nothing from an empty store'],
    alter(sound) {
      async function* always(batches: Batches) {
        yield await flat(batches)
      }
      return {
        readStream: (stream, options) => always(sound.readStream(stream, options)),
        readAll: (options) => always(sound.readAll(options)),
      }
    },
  },
  {
    store: 'hands out a field of its own',
    noticed: ['gives the events in order of revision'],
    alter: (sound) => rereading(sound, (batch) => batch.map((event) => ({ ...event, row: 1 }))),
  },
  {
    store: 'counts from 1',
    noticed: ['starts at every from', 'goes on from where it was', 'gives a stream of many batches'],
    alter: (sound) => ({
      readStream: (stream, { from = 0, ...rest } = {}) =>
        sound.readStream(stream, { from: Math.max(0, from - 1), ...rest }),
    }),
  },
  {
    store: 'gives one more than the limit',
    noticed: ['starts at every from', 'starts behind every position'],
    alter: (sound) => ({
      readStream: (stream, { limit = 1e6, ...rest } = {}) => sound.readStream(stream, { limit: limit + 1, ...rest }),
      readAll: ({ limit = 1e6, ...rest } = {}) => sound.readAll({ limit: limit + 1, ...rest }),
    }),
  },
  {
    store: 'makes the best of any number',
    noticed: ['throws invalid-input'],
    alter: (sound) => ({
      readStream: (stream, { from = 0, limit = 1e6 } = {}) =>
        sound.readStream(stream, {
          from: Math.max(0, Math.trunc(from)) || 0,
          limit: Math.max(0, Math.trunc(limit)) || 0,
        }),
    }),
  },
  {
    store: 'loses an event between batches',
    noticed: ['gives a stream of many batches', 'gives many batches whole', 'gives what is stored'],
    alter: (sound) => rereading(sound, (batch, index) => (index === 0 ? batch : batch.slice(1))),
  },
  {
    store: 'gives what a stream held when it was first read',
    noticed: ['goes on from where it was', 'lets others append'],
    alter(sound) {
      const first = new Map<string, Promise<RecordedEvent[]>>()
      return {
        readStream(stream, { from = 0, limit = 1e6 } = {}) {
          const events = first.get(stream) ?? flat(sound.readStream(stream))
          first.set(stream, events)
          return asBatch(events.then((all) => all.slice(from, from + limit)))
        },
      }
    },
  },
  {
    store: 'lets nobody append while an iteration stands open, and forgets to close one that is left',
    noticed: ['lets others append', 'frees the store when an iteration is left early'],
    alter(sound) {
      let reading = 0
      async function* counted(batches: Batches) {
        reading++
        yield* batches
        reading--
      }
      return {
        readStream: (stream, options) => counted(sound.readStream(stream, options)),
        async append(stream, events, expected) {
          while (reading > 0) await tick()
          await sound.append(stream, events, expected)
        },
      }
    },
  },
  {
    store: 'gives all its batches before anybody else has a turn',
    noticed: ['lets timers have their turn'],
    alter(sound) {
      async function* inOneTurn(batches: Batches) {
        const all = await flat(batches)
        for (let from = 0; from < all.length; from += 500) yield all.slice(from, from + 500)
      }
      return { readStream: (stream, options) => inOneTurn(sound.readStream(stream, options)) }
    },
  },
  {
    store: 'reads the partition up to the first dash',
    noticed: ['reads the partition and the id', 'yields nothing from an empty store'],
    alter: (sound) => ({
      readAll: ({ partition, ...rest } = {}) =>
        partition === undefined
          ? sound.readAll(rest)
          : asBatch(
              flat(sound.readAll(rest)).then((all) =>
                all.filter(({ stream }) => stream.split('-')[1]?.startsWith(partition.split('-')[0] ?? '')),
              ),
            ),
    }),
  },
  {
    store: 'ignores the partition',
    noticed: [
      'yields nothing from an empty store',
      'starts behind every position',
      'gives one partition only',
      'gives an event the position',
      'gives many batches whole',
    ],
    alter: (sound) => ({
      readAll: (options = {}) => sound.readAll(withoutPartition(options)),
      subscribe: ({ partition: _, ...rest }) => sound.subscribe(rest),
    }),
  },
  {
    store: 'orders all events by stream',
    noticed: ['gives all events in the order', 'misses nothing'],
    alter: (sound) => ({
      readAll: (options) =>
        asBatch(
          flat(sound.readAll(options)).then((all) =>
            all.toSorted((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.revision - b.revision)),
          ),
        ),
    }),
  },
  {
    store: 'has positions whose text does not grow: 9, 10',
    noticed: ['gives all events in the order', 'sixteen writers on one stream'],
    alter: (sound) =>
      rereading(sound, (batch) =>
        // a text that is no position is what this store gives
        batch.map((event) => ({ ...event, position: String(Number(event.position)) as Position })),
      ),
  },
  {
    store: 'gives an event of a stream another position than among all',
    noticed: ['gives an event the position'],
    alter: (sound) => ({
      async *readStream(stream, options) {
        for await (const batch of sound.readStream(stream, options)) {
          yield batch.map((event) => ({ ...event, position: toPosition(event.revision) }))
        }
      },
    }),
  },
  {
    store: 'begins at a position, not behind it',
    noticed: ['starts behind every position', 'misses nothing'],
    alter: (sound) => ({
      readAll: ({ after, ...rest } = {}) =>
        after === undefined || Number(after) === 0
          ? sound.readAll(rest)
          : sound.readAll({ ...rest, after: toPosition(Number(after) - 1) }),
    }),
  },
  {
    store: 'takes the event before the last for its head',
    noticed: ['has a head'],
    alter: (sound) => ({
      async head() {
        const head = await sound.head()
        return head === undefined || Number(head) === 0 ? undefined : toPosition(Number(head) - 1)
      },
    }),
  },
  {
    store: 'writes its head in another width than positions',
    noticed: ['gives as its head'],
    alter: (sound) => ({
      async head() {
        const head = await sound.head()
        // such a text is no position, and yet this store would read on behind it
        return head === undefined ? undefined : (String(Number(head)) as Position)
      },
      readAll: ({ after, ...rest } = {}) =>
        sound.readAll(after === undefined ? rest : { ...rest, after: toPosition(Number(after)) }),
    }),
  },
  {
    store: 'has no head',
    noticed: ['gives as its head', 'has a head'],
    alter: () => ({ head: async () => undefined }),
  },
  {
    store: 'remembers its head from the time before',
    noticed: ['gives as its head'],
    alter(sound) {
      const heads: (Position | undefined)[] = []
      return {
        async head() {
          heads.push(await sound.head())
          return heads.at(-2) ?? heads.at(-1)
        },
      }
    },
  },
  {
    store: 'shows some events later than those behind them',
    noticed: ['misses nothing'],
    alter(sound) {
      const hidden = new Set<string>()
      return {
        async append(stream, events, expected) {
          const late = events.filter(({ id }) => id.endsWith('5'))
          for (const { id } of late) hidden.add(id)
          await sound.append(stream, events, expected)
          await tick()
          for (const { id } of late) setTimeout(() => hidden.delete(id), 5)
        },
        async *readAll(options) {
          for await (const batch of sound.readAll(options)) {
            const shown = batch.filter(({ id }) => !hidden.has(id))
            if (shown.length > 0) yield shown
          }
        },
      }
    },
  },
]
