// The contract: what a close ends, and what outlives it.
import { maxAppendBytes, type RecordedEvent } from '../../stores/event-store.js'
import { assertSame } from '../difference.js'
import { broken, type Chapter } from './case.js'
import { follow } from './follower.js'
import {
  allEvents,
  assertFails,
  assertGrowing,
  assertStream,
  collect,
  fill,
  ids,
  lastPosition,
  sample,
  samples,
  stream,
  streamEvents,
} from './samples.js'

/** A reading whose first batch was taken. */
async function begin([what, reading]: readonly [string, AsyncIterable<readonly RecordedEvent[]>]) {
  const given = reading[Symbol.asyncIterator]()
  const { value } = await given.next()
  return { what, first: value?.length ?? 0, rest: { [Symbol.asyncIterator]: () => given } }
}

async function lengthOf(reading: AsyncIterable<readonly RecordedEvent[]>): Promise<number | 'failed'> {
  return collect(reading).then(
    ({ length }) => length,
    () => 'failed',
  )
}

export const closing: Chapter = {
  title: 'close',
  cases: [
    {
      law: 'makes later calls throw store-closed',
      async run({ open, inTime }) {
        const store = await open()
        await fill(store, stream('a'), samples(0, 2))
        await store.close()
        const { signal } = new AbortController()
        await assertFails('append', { code: 'store-closed' }, () => store.append(stream('a'), [sample(2)], 1))
        await assertFails('a wrong append', { code: 'store-closed' }, () => store.append(stream('a'), [], 1))
        await assertFails('readStream', { code: 'store-closed' }, () => streamEvents(store, stream('a')))
        await assertFails('readStream of nothing', { code: 'store-closed' }, () =>
          streamEvents(store, stream('b'), { limit: 0 }),
        )
        await assertFails('readAll', { code: 'store-closed' }, () => allEvents(store))
        await assertFails('head', { code: 'store-closed' }, () => store.head())
        await assertFails('subscribe', { code: 'store-closed' }, () =>
          inTime('its end', collect(store.subscribe({ signal }))),
        )
      },
    },
    {
      law: 'does nothing the second time',
      async run({ open, inTime }) {
        const store = await open()
        await inTime('both closes', Promise.all([store.close(), store.close()]))
        await inTime('a third', store.close())
      },
    },
    {
      law: 'lets running appends finish',
      async run({ open, inTime }) {
        const store = await open()
        const running = samples(0, 16).map((event, index) => store.append(stream(`s${index}`), [event], 'no-stream'))
        const closing = store.close()
        await inTime('the appends and the close', Promise.all([...running, closing]))
      },
    },
    {
      law: 'never cuts a reading short without an error',
      async run({ open, inTime }) {
        const store = await open()
        await store.append(stream('a'), samples(0, 3_000), 'no-stream')
        const readings = { readStream: store.readStream(stream('a')), readAll: store.readAll() }
        const begun = await Promise.all(Object.entries(readings).map(begin))
        await inTime('the close', store.close())
        for (const { what, first, rest } of begun) {
          const ended = await inTime(`the end of ${what}`, lengthOf(rest))
          if (ended !== 'failed' && first + ended < 3_000)
            broken('a reading that ends is whole', `${what} ended after ${first + ended} events`)
        }
      },
    },
    {
      law: 'waits for no subscriber that is busy',
      async run({ open, inTime }) {
        const store = await open()
        await fill(store, stream('a'), samples(0, 2))
        let release = () => {}
        const busy = follow(store, { between: () => new Promise((resolve) => (release = resolve)) })
        await inTime('an event for the subscriber', busy.reaches(1))
        try {
          await inTime('the close', store.close())
        } finally {
          release()
        }
      },
    },
    {
      law: 'loses what was appended or not, as the store says of itself',
      run: async ({ open, capabilities }) => assertSame('durable', capabilities.durable, (await open()).durable),
    },
    {
      law: 'leaves events, revisions and positions as they were, for a store that is opened again',
      needs: ['durable'],
      async run({ open }) {
        const first = await open()
        await fill(first, stream('a'), samples(0, 3))
        await first.append(stream('b', 'south'), samples(10, 700), 'no-stream')
        const before = await allEvents(first)
        await first.close()
        const second = await open()
        assertSame('all events', before, await allEvents(second))
        await assertStream(second, stream('a'), samples(0, 3))
        assertSame(
          'after a position of then',
          before.slice(3),
          await allEvents(second, { after: lastPosition(before.slice(0, 3)) }),
        )
        assertSame('the south', 700, (await allEvents(second, { partition: 'south' })).length)
      },
    },
    {
      law: 'leaves a store that goes on where it was: conflicts and positions',
      needs: ['durable'],
      async run({ open }) {
        const first = await open()
        await fill(first, stream('a'), samples(0, 3))
        await first.close()
        const second = await open()
        await assertFails('a conflict', { code: 'revision-conflict', details: { actual: 2 } }, () =>
          second.append(stream('a'), [sample(3)], 'no-stream'),
        )
        await second.append(stream('a'), [sample(3)], 2)
        const all = await allEvents(second)
        assertSame('all events', ids(samples(0, 4)), ids(all))
        assertGrowing('positions grow', all)
      },
    },
    {
      law: 'loses nothing that was acknowledged, the largest append and one that was running included',
      needs: ['durable'],
      async run({ open }) {
        const first = await open()
        const [small, large] = [sample(0), sample(1, { data: `"${'x'.repeat(maxAppendBytes - 400)}"` })]
        await first.append(stream('a'), [large], 'no-stream')
        const running = first.append(stream('b'), [small], 'no-stream')
        await Promise.all([running, first.close()])
        const second = await open()
        await assertStream(second, stream('a'), [large])
        await assertStream(second, stream('b'), [small])
      },
    },
  ],
}
