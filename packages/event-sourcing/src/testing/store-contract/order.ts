// The contract: one order of all events, and reading on in it.
import type { EventStore, RecordedEvent } from '../../stores/event-store.js'
import type { Position } from '../../terms/position.js'
import type { StreamName } from '../../terms/stream.js'
import { assertSame } from '../difference.js'
import { broken, type Chapter, type Progress } from './case.js'
import {
  allEvents,
  assertGrowing,
  collect,
  fill,
  ids,
  later,
  lastPosition,
  sample,
  samples,
  stream,
  streamEvents,
} from './samples.js'

/** Twelve events over four streams of two partitions, in this order. */
async function fillTwoPartitions(store: EventStore): Promise<void> {
  const names = [stream('a'), stream('b', 'south'), stream('b'), stream('a', 'south')]
  for (let round = 0; round < 3; round++) {
    for (const [index, name] of names.entries()) {
      await store.append(name, [sample(round * 4 + index)], round === 0 ? 'no-stream' : round - 1)
    }
  }
}

const behind = (after: Position | undefined) => (after === undefined ? {} : { after })
const isNorth = (name: StreamName) => name.startsWith('note-north.')
export const ordering: Chapter = {
  title: 'readAll',
  cases: [
    {
      law: 'yields nothing from an empty store, and nothing of a partition that is not there',
      async run({ open }) {
        const store = await open()
        assertSame('all', [], await allEvents(store))
        await fill(store, stream('a'), samples(0, 2))
        assertSame('a partition', [], await allEvents(store, { partition: 'south' }))
        assertSame('part of a name is no partition', [], await allEvents(store, { partition: 'nort' }))
      },
    },
    {
      law: 'gives all events in the order in which they were appended, at positions of one width that grow as texts',
      async run({ open }) {
        const store = await open()
        await fillTwoPartitions(store)
        await store.append(stream('c'), samples(12, 200), 'no-stream')
        const all = await allEvents(store)
        assertSame('all events', ids(samples(0, 212)), ids(all))
        assertGrowing('positions grow', all)
      },
    },
    {
      law: 'gives an event the position that reading its stream gives',
      async run({ open }) {
        const store = await open()
        await fillTwoPartitions(store)
        const all = await allEvents(store)
        const own = await streamEvents(store, stream('b'))
        assertSame(
          'the same events',
          all.filter((event) => event.stream === stream('b')),
          own,
        )
        assertSame(
          'the same partition',
          all.filter((event) => isNorth(event.stream)),
          await allEvents(store, { partition: 'north' }),
        )
      },
    },
    {
      law: 'starts behind every position, and ends after every limit, in all and in a partition',
      async run({ open }) {
        const store = await open()
        await fillTwoPartitions(store)
        const all = await allEvents(store)
        for (const partition of [undefined, 'north', 'south']) {
          const inIt = all.filter(
            (event) => partition === undefined || isNorth(event.stream) === (partition === 'north'),
          )
          for (const after of [undefined, ...all.map(({ position }) => position)]) {
            const rest = inIt.filter(({ position }) => after === undefined || position > after)
            for (const limit of [0, 1, 2, 5, 100, Number.POSITIVE_INFINITY]) {
              const options = {
                limit,
                ...(after === undefined ? {} : { after }),
                ...(partition === undefined ? {} : { partition }),
              }
              assertSame(
                `${partition ?? 'all'} after ${after}, limit ${limit}`,
                ids(rest.slice(0, limit)),
                ids(await allEvents(store, options)),
              )
            }
          }
        }
      },
    },
    {
      law: 'gives many batches whole, in all and in a partition',
      async run({ open }) {
        const store = await open()
        for (let from = 0; from < 2_400; from += 600) {
          await store.append(
            stream(`s${from}`, from % 1_200 === 0 ? 'north' : 'south'),
            samples(from, 600),
            'no-stream',
          )
        }
        assertSame('all', ids(samples(0, 2_400)), ids(await allEvents(store)))
        const north = [...samples(0, 600), ...samples(1_200, 600)]
        assertSame('north', ids(north), ids(await allEvents(store, { partition: 'north' })))
        assertSame(
          'south, limited',
          ids([...samples(600, 600), ...samples(1_800, 7)]),
          ids(await allEvents(store, { partition: 'south', limit: 607 })),
        )
      },
    },
    {
      law: 'has a head, behind which stands what is stored after it was asked for, and nothing else',
      async run({ open }) {
        const store = await open()
        const empty = await store.head()
        assertSame('behind the head of an empty store', [], await allEvents(store, behind(empty)))
        await fillTwoPartitions(store)
        assertSame('all was stored behind it', ids(samples(0, 12)), ids(await allEvents(store, behind(empty))))
        const head = await store.head()
        assertSame('nothing behind the head', [], await allEvents(store, behind(head)))
        await store.append(stream('c', 'south'), samples(12, 3), 'no-stream')
        assertSame('what came since', ids(samples(12, 3)), ids(await allEvents(store, behind(head))))
        const own = { ...behind(head), partition: 'north' }
        assertSame('nothing of it in the north', [], await allEvents(store, own))
      },
    },
    {
      law: 'gives as its head a position in the order of all others: none before the last event, none before an earlier head',
      async run({ open }) {
        const store = await open()
        await fillTwoPartitions(store)
        const met = [lastPosition(await allEvents(store)), await headOf(store)]
        await store.append(stream('c'), [sample(12)], 'no-stream')
        met.push(lastPosition(await allEvents(store)), await headOf(store), await headOf(store))
        assertSame('in order', met.toSorted(), met)
        assertSame('of one width', 1, new Set(met.map(({ length }) => length)).size)
      },
    },
    {
      law: 'misses nothing, repeats nothing and reorders nothing for a reader that reads on while others append',
      async run({ open, inTime }) {
        const store = await open()
        const writers = [0, 1, 2, 3, 4, 5]
        const each = 25
        const writing = later(
          Promise.all(
            writers.map(async (writer) => {
              const name = stream(`w${writer}`, writer % 2 === 0 ? 'north' : 'south')
              await fill(store, name, samples(writer * each, each))
            }),
          ),
        )
        const read = await inTime('all that was written, for one that reads on', readOn(store, writers.length * each))
        const north = await inTime('what was written in the north', readOn(store, 3 * each, 'north'))
        await writing
        const all = await allEvents(store)
        assertSame('what was read on is what stands there', all, read)
        assertSame('what was read on in the north', ids(all.filter((event) => isNorth(event.stream))), ids(north))
        assertSame('each event once', writers.length * each, new Set(ids(read)).size)
        assertGrowing('positions grow', read)
        for (const writer of writers) {
          const own = read.filter((event) => event.stream.endsWith(`.w${writer}`)).map(({ revision }) => revision)
          assertSame(
            `revisions of writer ${writer} in order of position`,
            samples(0, each).map((_, index) => index),
            own,
          )
        }
      },
    },
  ],
}

async function headOf(store: EventStore): Promise<Position> {
  return (await store.head()) ?? broken('a store that holds events has a head', 'it gave none')
}

/** Reads from where it was, again and again, until so many events were read. */
function readOn(store: EventStore, count: number, partition?: string): Promise<readonly RecordedEvent[]> & Progress {
  const read: RecordedEvent[] = []

  async function reading() {
    while (read.length < count) {
      const after = read.at(-1)?.position
      const options = { ...(after === undefined ? {} : { after }), ...(partition === undefined ? {} : { partition }) }
      read.push(...(await collect(store.readAll(options))))
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
    return read
  }

  return Object.assign(reading(), { soFar: () => `${read.length} of ${count} events came` })
}
