// The contract: reading a stream, from any revision, as many events as asked.
import type { EventStore, ReadStreamOptions, RecordedEvent } from '../../stores/event-store.js'
import { streamName } from '../../terms/stream.js'
import { assertSame } from '../difference.js'
import { broken, type Chapter } from './case.js'
import {
  allEvents,
  assertFails,
  asStored,
  collectUntil,
  fill,
  ids,
  lastPosition,
  sample,
  samples,
  stream,
  streamEvents,
  withoutPositions,
} from './samples.js'

const froms = [undefined, 0, 1, 2, 3, 4, 5, 6, 100, Number.MAX_SAFE_INTEGER]
const limits = [undefined, 0, 1, 2, 4, 5, 6, 100, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY]
const noCounts = [-1, 0.5, Number.NaN, Number.NEGATIVE_INFINITY, 2 ** 53]

function options(from: number | undefined, limit: number | undefined): ReadStreamOptions {
  return { ...(from === undefined ? {} : { from }), ...(limit === undefined ? {} : { limit }) }
}

async function readTwoFully(store: EventStore): Promise<void> {
  await fill(store, stream('a'), samples(0, 3))
  await fill(store, stream('b'), samples(10, 1))
}

/** Works on each batch for longer than a timer should wait, as who folds or verifies does, until 2,100 events were read. */
async function assertGivesWay(what: string, reading: AsyncIterable<readonly RecordedEvent[]>): Promise<void> {
  let [heard, held, read] = [false, 0, 0]
  const timer = setTimeout(() => (heard = true), 0)
  for await (const batch of reading) {
    const until = performance.now() + 12
    while (!heard && performance.now() < until);
    if (!heard) held += 1
    read += batch.length
    if (read === 2_100) break
  }
  clearTimeout(timer)
  // what comes in a few batches is not long
  if (held > 3) broken(`${what} gives way between its batches`, `${held} batches came before a timer was heard`)
}

export const reading: Chapter = {
  title: 'readStream',
  cases: [
    {
      law: 'yields nothing for a stream that is not there',
      async run({ open }) {
        const store = await open()
        await readTwoFully(store)
        assertSame('nothing', [], await streamEvents(store, stream('c')))
        assertSame('nothing from 2', [], await streamEvents(store, stream('c'), { from: 2, limit: 3 }))
      },
    },
    {
      law: 'gives the events in order of revision, with stream and revision, and no field that the port does not name',
      async run({ open }) {
        const store = await open()
        await readTwoFully(store)
        const read = await streamEvents(store, stream('a'))
        assertSame('the events', asStored(stream('a'), samples(0, 3)), withoutPositions(read))
        const fields = ['data', 'hash', 'id', 'metadata', 'position', 'revision', 'stream', 'type']
        assertSame('the fields', fields, Object.keys(read[0] ?? {}).sort())
      },
    },
    {
      law: 'starts at every from, and ends after every limit, or where the stream ends',
      async run({ open }) {
        const store = await open()
        const events = samples(0, 5)
        await fill(store, stream('a'), events)
        await fill(store, stream('b'), samples(10, 7))
        for (const from of froms) {
          for (const limit of limits) {
            const expected = asStored(stream('a'), events).slice(
              from ?? 0,
              (from ?? 0) + (limit ?? Number.POSITIVE_INFINITY),
            )
            const read = await streamEvents(store, stream('a'), options(from, limit))
            assertSame(`from ${from}, limit ${limit}`, expected, withoutPositions(read))
          }
        }
      },
    },
    {
      law: 'throws invalid-input for a from or a limit that is no whole number of at least 0',
      async run({ open }) {
        const store = await open()
        await readTwoFully(store)
        for (const count of noCounts) {
          await assertFails(`from ${count}`, { code: 'invalid-input', details: { path: 'from' } }, () =>
            streamEvents(store, stream('a'), { from: count }),
          )
          await assertFails(`limit ${count}`, { code: 'invalid-input', details: { path: 'limit' } }, () =>
            streamEvents(store, stream('a'), { limit: count }),
          )
          await assertFails(`limit ${count} of all`, { code: 'invalid-input', details: { path: 'limit' } }, () =>
            allEvents(store, { limit: count }),
          )
        }
        const endless = { from: Number.POSITIVE_INFINITY }
        await assertFails('from infinity', { code: 'invalid-input', details: { path: 'from' } }, () =>
          streamEvents(store, stream('a'), endless),
        )
      },
    },
    {
      law: 'gives a stream of many batches whole, and every part of it',
      async run({ open }) {
        const store = await open()
        const events = samples(0, 2_100)
        for (let from = 0; from < events.length; from += 700) {
          await store.append(stream('a'), events.slice(from, from + 700), from === 0 ? 'no-stream' : from - 1)
        }
        assertSame('all of it', ids(events), ids(await streamEvents(store, stream('a'))))
        for (const [from, limit] of [
          [1, 2_000],
          [511, 513],
          [1_023, 1_025],
          [2_000, 2_000],
        ] as const) {
          const expected = ids(events.slice(from, from + limit))
          assertSame(
            `from ${from}, limit ${limit}`,
            expected,
            ids(await streamEvents(store, stream('a'), { from, limit })),
          )
        }
      },
    },
    {
      law: 'goes on from where it was, event by event, while the stream grows',
      async run({ open }) {
        const store = await open()
        const read: string[] = []
        for (let revision = 0; revision < 20; revision++) {
          await store.append(stream('a'), [sample(revision)], revision === 0 ? 'no-stream' : revision - 1)
          read.push(...ids(await streamEvents(store, stream('a'), { from: read.length })))
        }
        assertSame('all of it', ids(samples(0, 20)), read)
      },
    },
    {
      law: 'lets others append while an iteration stands open, and gives the events up to the call at least',
      async run({ open, inTime }) {
        const store = await open()
        await fill(store, stream('a'), samples(0, 3))
        const read: string[] = []
        for await (const batch of store.readStream(stream('a'))) {
          if (read.length === 0)
            await inTime('an append while a reader stands', store.append(stream('a'), [sample(3)], 2))
          read.push(...ids(batch))
        }
        assertSame('the first three', ids(samples(0, 3)), read.slice(0, 3))
        assertSame('the fourth, once', ids(samples(0, 4)), ids(await streamEvents(store, stream('a'))))
      },
    },
    {
      law: 'lets timers have their turn between the batches of a long reading, whatever is read',
      long: true,
      async run({ open }) {
        const store = await open()
        for (let from = 0; from < 2_100; from += 700)
          await store.append(stream('a'), samples(from, 700), from === 0 ? 'no-stream' : from - 1)
        await assertGivesWay('readStream', store.readStream(stream('a')))
        await assertGivesWay('readAll', store.readAll())
        const { signal } = new AbortController()
        await assertGivesWay('subscribe', store.subscribe({ signal }))
      },
    },
    {
      law: 'frees the store when an iteration is left early',
      async run({ open, inTime }) {
        const store = await open()
        await store.append(stream('a'), samples(0, 1_200), 'no-stream')
        for (let round = 0; round < 30; round++) {
          await collectUntil(store.readStream(stream('a')), () => true)
          await collectUntil(store.readAll(), () => true)
        }
        await inTime('an append after iterations were left', store.append(stream('a'), [sample(5_000)], 1_199))
        const last = await streamEvents(store, stream('a'), { from: 1_200 })
        assertSame('what was appended', ids([sample(5_000)]), ids(last))
        await inTime('the close after iterations were left', store.close())
      },
    },
    {
      law: 'reads the partition and the id from the name, dots and dashes in them included',
      async run({ open }) {
        const store = await open()
        const parts = { category: 'note', partition: 'north-1_b', id: 'a.b-c.d' }
        await fill(store, streamName(parts), samples(0, 2))
        await fill(store, stream('a', 'north-1'), samples(10, 1))
        const read = await allEvents(store, { partition: 'north-1_b' })
        assertSame('its events', ids(samples(0, 2)), ids(read))
        assertSame(
          'after the first',
          ids([sample(1)]),
          ids(await allEvents(store, { partition: 'north-1_b', after: lastPosition(read.slice(0, 1)) })),
        )
      },
    },
  ],
}
