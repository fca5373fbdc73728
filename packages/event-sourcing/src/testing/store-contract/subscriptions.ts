// The contract: catching up, then staying live, without a seam.
import type { EventStore, RecordedEvent, SubscribeOptions } from '../../stores/event-store.js'
import { assertSame } from '../difference.js'
import type { Position } from '../../terms/position.js'
import { broken, type Chapter, type Progress } from './case.js'
import { follow, type Follower } from './follower.js'
import { allEvents, assertGrowing, fill, ids, lastPosition, later, moment, sample, samples, stream } from './samples.js'

/** The first events of a subscription, so many of them, and all that came with them. */
function listen(
  store: EventStore,
  count: number,
  options: Omit<SubscribeOptions, 'signal'> = {},
): Promise<readonly RecordedEvent[]> & Progress {
  const follower = follow(store, options)
  const reached = follower.reaches(count)
  return Object.assign(later(reached.then(() => follower.stop())), { soFar: reached.soFar })
}

interface Load {
  readonly writers: number
  readonly each: number
  /** Called behind each append with how many there were. */
  readonly appended?: (count: number) => Promise<void>
}

/** Writers on streams of their own, by turns in the north and in the south. */
async function appendUnderLoad(store: EventStore, { writers, each, appended }: Load): Promise<void> {
  let count = 0
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const name = stream(`w${writer}`, writer % 2 === 0 ? 'north' : 'south')
      for (const [index, event] of samples(10_000 + writer * each, each).entries()) {
        await store.append(name, [event], index === 0 ? 'no-stream' : index - 1)
        await appended?.(++count)
      }
    }),
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
        const [first = [], second = []] = await Promise.all(listening.map((came) => inTime('1,300 events', came)))
        await writing
        const all = await allEvents(store)
        assertSame('the first subscription', ids(all), ids(first))
        assertSame('the second subscription', all, second)
        assertGrowing('positions grow', first)
      },
    },
    {
      law: 'begun at any moment of a race, from the start or from the head of then, gives all that stands behind in one order',
      async run({ open, inTime }) {
        const store = await open()
        await store.append(stream('old'), samples(0, 600), 'no-stream')
        const begun: { readonly after?: Position; readonly follower: Follower }[] = [{ follower: follow(store) }]
        await appendUnderLoad(store, {
          writers: 4,
          each: 25,
          async appended(count) {
            if (count % 20 !== 0) return
            const after = count % 40 === 0 ? undefined : await store.head()
            const options = after === undefined ? {} : { after }
            begun.push({ ...options, follower: follow(store, options) })
          },
        })
        const all = await allEvents(store)
        for (const { after = '', follower } of begun) {
          const behind = all.filter(({ position }) => position > after)
          await inTime(`${behind.length} events`, follower.reaches(behind.length))
          assertSame(`what came after ${after}`, ids(behind), ids(await inTime('the end', follower.stop())))
        }
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
      law: 'goes on behind an event of another partition than the one that is asked for',
      async run({ open, inTime }) {
        const store = await open()
        await fill(store, stream('a', 'south'), samples(0, 3))
        await fill(store, stream('b'), samples(10, 3))
        const listening = listen(store, 1, { after: lastPosition(await allEvents(store)), partition: 'south' })
        await store.append(stream('a', 'south'), [sample(3)], 2)
        assertSame('what came', ids([sample(3)]), ids(await inTime('an event of the south', listening)))
      },
    },
    {
      law: 'gives a reader that takes its time every event',
      async run({ open, inTime }) {
        const store = await open()
        const slow = () => new Promise<void>((resolve) => setTimeout(resolve, 5))
        const follower = follow(store, { between: slow })
        await appendUnderLoad(store, { writers: 4, each: 10 })
        await inTime('40 events', follower.reaches(40))
        assertSame('what came', await allEvents(store), await inTime('the end', follower.stop()))
      },
    },
    {
      law: 'gives a reader that stood still while more than a thousand events came all of them',
      async run({ open, inTime }) {
        const store = await open()
        await store.append(stream('a'), samples(0, 1), 'no-stream')
        let release = () => {}
        const standing = new Promise<void>((resolve) => (release = resolve))
        const follower = follow(store, { between: () => standing })
        await inTime('an event', follower.reaches(1))
        for (let from = 0; from < 12; from++) {
          const events = samples(1_000 + from * 100, 100)
          await inTime('an append while the reader stands', store.append(stream(`b${from}`), events, 'no-stream'))
        }
        release()
        await inTime('all events', follower.reaches(1_201))
        assertSame('what came', await allEvents(store), await inTime('the end', follower.stop()))
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
