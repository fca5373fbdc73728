// The contract: catching up, then staying live, without a seam; and the ways to end.
import type { EventStore, RecordedEvent, SubscribeOptions } from '../../event-store.js'
import { assertSame } from '../difference.js'
import { broken, type Chapter } from './case.js'
import {
  allEvents,
  assertGrowing,
  collect,
  collectUntil,
  fill,
  ids,
  later,
  sample,
  samples,
  stream,
} from './samples.js'

/** Subscribes in the background, until so many events came; then it aborts. */
function listen(
  store: EventStore,
  count: number,
  options: Omit<SubscribeOptions, 'signal'> = {},
): Promise<RecordedEvent[]> {
  const controller = new AbortController()
  return later(
    collect(
      (async function* () {
        let came = 0
        for await (const batch of store.subscribe({ ...options, signal: controller.signal })) {
          yield batch
          came += batch.length
          if (came >= count) controller.abort()
        }
      })(),
    ),
  )
}

/** Long enough for a store to do what it should not. */
const moment = () => new Promise((resolve) => setTimeout(resolve, 20))

async function appendUnderLoad(store: EventStore, { writers, each }: { writers: number; each: number }): Promise<void> {
  const numbers = Array.from({ length: writers }, (_, writer) => writer)
  await Promise.all(
    numbers.map((writer) =>
      fill(store, stream(`w${writer}`, writer % 2 === 0 ? 'north' : 'south'), samples(10_000 + writer * each, each)),
    ),
  )
}

export const subscribing: Chapter = {
  title: 'subscribe',
  cases: [
    {
      law: 'gives what is stored, then what comes, in one order, with nothing lost or repeated at the seam',
      async run({ open, inTime }) {
        const store = await open()
        await store.append(stream('old'), samples(0, 1_200), 'no-stream')
        const listening = [listen(store, 1_300), listen(store, 1_300)]
        const writing = later(appendUnderLoad(store, { writers: 4, each: 25 }))
        const [first = [], second = []] = await inTime('1,300 events', Promise.all(listening))
        await writing
        const all = await allEvents(store)
        assertSame('the first subscription', ids(all), ids(first))
        assertSame('the second subscription', all, second)
        assertGrowing('positions grow', first)
      },
    },
    {
      law: 'gives one partition only, where one is asked for, stored or coming',
      async run({ open, inTime }) {
        const store = await open()
        await fill(store, stream('old'), samples(0, 3))
        await fill(store, stream('old', 'south'), samples(10, 3))
        const listening = listen(store, 13, { partition: 'south' })
        await appendUnderLoad(store, { writers: 2, each: 10 })
        const read = await inTime('13 events of the south', listening)
        assertSame('what came', ids(await allEvents(store, { partition: 'south' })), ids(read))
      },
    },
    {
      law: 'goes on behind the position it is given',
      async run({ open, inTime }) {
        const store = await open()
        await fill(store, stream('a'), samples(0, 6))
        const all = await allEvents(store)
        for (const [index, { position }] of all.entries()) {
          const listening = listen(store, 6 - index, { after: position })
          await store.append(stream(`b${index}`), [sample(100 + index)], 'no-stream')
          const read = await inTime('what stands behind', listening)
          const behind = [...samples(index + 1, 5 - index), ...samples(100, index + 1)]
          assertSame(`after the event ${index}`, ids(behind).slice(0, read.length), ids(read))
          if (read.length < 6 - index) broken('it goes on until it is aborted', `${read.length} events came`)
        }
      },
    },
    {
      law: 'gives a reader that takes its time every event',
      async run({ open, inTime }) {
        const store = await open()
        const listening = later(
          (async () => {
            const controller = new AbortController()
            const read: RecordedEvent[] = []
            for await (const batch of store.subscribe({ signal: controller.signal })) {
              read.push(...batch)
              await new Promise((resolve) => setTimeout(resolve, 5))
              if (read.length >= 40) controller.abort()
            }
            return read
          })(),
        )
        await appendUnderLoad(store, { writers: 4, each: 10 })
        assertSame('what came', await allEvents(store), await inTime('40 events', listening))
      },
    },
    {
      law: 'ends without an error when the signal aborts, waiting or not, and gives nothing after it',
      async run({ open, inTime }) {
        const store = await open()
        const waiting = new AbortController()
        const nothing = later(collect(store.subscribe({ signal: waiting.signal })))
        await moment()
        waiting.abort()
        assertSame('aborted while it waited', [], await inTime('the end', nothing))

        await store.append(stream('a'), samples(0, 1_200), 'no-stream')
        const reading = new AbortController()
        const read = await inTime(
          'the end in the middle',
          collectUntil(store.subscribe({ signal: reading.signal }), () => {
            reading.abort()
            return false
          }),
        )
        if (read.length >= 1_200) broken('nothing comes after the abort', 'everything came')
        assertSame(
          'aborted before it began',
          [],
          await inTime('the end', collect(store.subscribe({ signal: AbortSignal.abort() }))),
        )
        await inTime('the close', store.close())
      },
    },
    {
      law: 'ends without an error when the store is closed',
      async run({ open, inTime }) {
        const store = await open()
        await fill(store, stream('a'), samples(0, 2))
        const { signal } = new AbortController()
        const listening = [
          later(collect(store.subscribe({ signal }))),
          later(collect(store.subscribe({ signal, partition: 'south' }))),
        ]
        await moment()
        await inTime('the close', store.close())
        const [all = [], south = []] = await inTime('the end of both', Promise.all(listening))
        assertSame('what came before the end', [ids(samples(0, 2)), []], [ids(all), ids(south)])
      },
    },
    {
      law: 'frees the store when it is left early',
      async run({ open, inTime }) {
        const store = await open()
        await store.append(stream('a'), samples(0, 1_200), 'no-stream')
        const { signal } = new AbortController()
        for (let round = 0; round < 30; round++)
          await inTime(
            'a batch',
            collectUntil(store.subscribe({ signal }), () => true),
          )
        await inTime('an append', store.append(stream('a'), [sample(5_000)], 1_199))
        await inTime('the close', store.close())
      },
    },
    {
      law: 'gives what another store on the same place appends',
      needs: ['severalProcesses'],
      async run({ open, inTime }) {
        const [one, other] = [await open(), await open()]
        await fill(one, stream('old'), samples(0, 3))
        const listening = listen(one, 43)
        await appendUnderLoad(other, { writers: 4, each: 10 })
        const read = await inTime('43 events', listening)
        assertSame('what came', await allEvents(other), read)
        const late = listen(one, 44)
        await moment()
        await other.append(stream('new'), [sample(99)], 'no-stream')
        assertSame('one that came while it waited', 44, (await inTime('one more event', late)).length)
      },
    },
  ],
}
