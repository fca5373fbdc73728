// The contract, for stores over a connection: it may break and come back, and nobody is the worse for it.
import { hasCode } from '../../terms/errors.js'
import type { EventStore, RecordedEvent } from '../../stores/event-store.js'
import { assertSame } from '../difference.js'
import { assertAccounts, type AskedAppend, type WriterLog } from './accounts.js'
import type { Chapter } from './case.js'
import { follow } from './follower.js'
import { allEvents, assertStream, collect, ids, later, samples, stream, streamEvents } from './samples.js'

/** Appends one after another. What is not known to be stored is looked up, what is known not to be is appended again. */
async function write(store: EventStore, writer: number, count: number): Promise<WriterLog> {
  const name = stream(`w${writer}`)
  const log: AskedAppend[] = []
  while (log.length < count) {
    const last = (await streamEvents(store, name)).length - 1
    const events = samples(writer * 10_000 + log.length * 3, 1 + (log.length % 3))
    try {
      await store.append(name, events, last === -1 ? 'no-stream' : last)
      log.push({ stream: name, events, acknowledged: true })
    } catch (error) {
      if (hasCode(error, 'append-outcome-unknown')) log.push({ stream: name, events, acknowledged: false })
      else if (!hasCode(error, 'store-unavailable')) throw error
    }
  }
  return log
}

/** Takes a batch of each reading, breaks the connection, and reads all to their ends. */
async function readThrough(
  readings: readonly AsyncIterable<readonly RecordedEvent[]>[],
  interrupt: () => Promise<void>,
): Promise<string[][]> {
  const begun = await Promise.all(
    readings.map(async (reading) => {
      const given = reading[Symbol.asyncIterator]()
      const { value } = await given.next()
      return { read: ids(value ?? []), rest: { [Symbol.asyncIterator]: () => given } }
    }),
  )
  await interrupt()
  return Promise.all(begun.map(async ({ read, rest }) => [...read, ...ids(await collect(rest))]))
}

export const reconnecting: Chapter = {
  title: 'a connection that is lost and comes back',
  cases: [
    {
      law: 'costs no event: appends under way are stored once or known not to be, and a subscription has no gap and no double',
      needs: ['connection'],
      long: true,
      async run({ open, interrupt, inTime }) {
        const store = await open()
        await store.append(stream('old'), samples(0, 600), 'no-stream')
        const follower = follow(store)
        const writing = later(Promise.all([1, 2, 3].map((writer) => write(store, writer, 12))))
        await inTime('the events before', follower.reaches(600))
        for (const more of [3, 6, 9]) {
          await inTime('some more events', follower.reaches(600 + more), 5)
          await interrupt()
        }
        const logs = await inTime('the appends', writing, 5)
        const all = await allEvents(store)
        assertAccounts(all, [[{ stream: stream('old'), events: samples(0, 600), acknowledged: true }], ...logs])
        await inTime('all events for the subscription', follower.reaches(all.length), 5)
        assertSame('what the subscription saw', all, await inTime('its end', follower.stop()))
      },
    },
    {
      law: 'leaves a subscription that waits, readings that were begun, and the store as they were',
      needs: ['connection'],
      long: true,
      async run({ open, interrupt, inTime }) {
        const store = await open()
        await store.append(stream('a'), samples(0, 1_200), 'no-stream')
        const [follower, ofPartition] = [follow(store), follow(store, { partition: 'north' })]
        for (const reader of [follower, ofPartition]) await inTime('the events before', reader.reaches(1_200))
        const readings = [store.readStream(stream('a')), store.readStream(stream('a'), { from: 100 }), store.readAll()]
        const read = await inTime('the ends of the readings', readThrough(readings, interrupt), 5)
        const all = ids(samples(0, 1_200))
        assertSame('what was read of the stream, of its rest, and of all', [all, all.slice(100), all], read)
        await inTime('an append', store.append(stream('b'), samples(2_000, 2), 'no-stream'), 5)
        await assertStream(store, stream('b'), samples(2_000, 2))
        for (const waiting of [follower, ofPartition]) {
          await inTime('it, for the subscription', waiting.reaches(1_202), 5)
          assertSame('what the subscription saw', await allEvents(store), await inTime('its end', waiting.stop()))
        }
      },
    },
  ],
}
