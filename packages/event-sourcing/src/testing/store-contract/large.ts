// The contract of large appends: thousands of events at once, and none of them seen without the others.
import type { EventStore } from '../../stores/event-store.js'
import type { StreamName } from '../../terms/stream.js'
import { assertSame } from '../difference.js'
import { broken, type Chapter } from './case.js'
import { follow } from './follower.js'
import { allEvents, ids, later, sample, samples, stream, streamEvents } from './samples.js'

const half = 500
const racers = [stream('a'), stream('b')]

/** How many events of each racer are there: all, or none. */
function assertWhole(what: string, counts: readonly number[]): void {
  if (counts.some((count) => count !== 0 && count !== half))
    broken(`${what} gives all events of an append or none`, `it gave ${counts.join(' and ')} of ${half}`)
}

/** Reads again and again, in every way, until both appends were seen; what is seen at any moment is whole. */
async function watch(store: EventStore): Promise<void> {
  let seen = 0
  while (seen < racers.length * half) {
    const all = await allEvents(store)
    assertWhole(
      'readAll',
      racers.map((name) => all.filter((event) => event.stream === name).length),
    )
    const own = await Promise.all(racers.map(async (name) => (await streamEvents(store, name)).length))
    assertWhole('readStream', own)
    seen = all.length
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
}

/** Where the first event of a stream stands in a reading, and that the others stand right behind it. */
function assertTogether(all: readonly { readonly stream: StreamName; readonly id: string }[]): void {
  for (const [index, name] of racers.entries()) {
    const first = all.findIndex((event) => event.stream === name)
    assertSame(`the append to ${name}, together`, ids(samples(index * half, half)), ids(all.slice(first, first + half)))
  }
}

export const appendingMuch: Chapter = {
  title: 'a large append',
  cases: [
    {
      law: 'stands together and is seen whole or not at all, beside another that is asked at once',
      long: true,
      async run({ open, inTime }) {
        const store = await open()
        const appends = racers.map((name, index) => store.append(name, samples(index * half, half), 'no-stream'))
        const watching = later(watch(store))
        await inTime('both appends', Promise.all(appends), 5)
        await inTime('both, for who reads', watching, 5)
        assertTogether(await allEvents(store))
      },
    },
    {
      law: 'of thousands of small events is stored, and given whole and once from wherever it is read',
      long: true,
      async run({ open, inTime }) {
        const store = await open()
        const events = samples(0, 5_000).map((event) => ({ ...event, metadata: '{}' }))
        await inTime('the append', store.append(stream('a'), events, 'no-stream'), 5)
        const all = await allEvents(store)
        assertSame('all events', ids(events), ids(all))
        assertSame('a partition', ids(events), ids(await allEvents(store, { partition: 'north' })))
        assertSame('the stream', ids(events), ids(await streamEvents(store, stream('a'))))
        const from = 2_345
        const rest = ids(events.slice(from))
        assertSame(`the stream from ${from}`, rest, ids(await streamEvents(store, stream('a'), { from })))
        const { position: after } = all[from - 1] ?? broken('it is there', 'it is not')
        assertSame('what stands behind', rest, ids(await allEvents(store, { after })))
        const follower = follow(store)
        await inTime('all of it, for a subscription', follower.reaches(events.length), 5)
        await store.append(stream('b'), [sample(9_000)], 'no-stream')
        await inTime('what came behind it', follower.reaches(events.length + 1), 5)
        assertSame('what the subscription saw', [...ids(events), sample(9_000).id], ids(await follower.stop()))
      },
    },
  ],
}
