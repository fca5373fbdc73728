// The contract: the ways in which a subscription ends. Whichever it is, nothing is left that holds up the store.
import type { EventStore } from '../../stores/event-store.js'
import { assertSame } from '../difference.js'
import { broken, type Chapter, type Stage } from './case.js'
import { follow } from './follower.js'
import { allEvents, collect, collectUntil, fill, ids, later, moment, sample, samples, stream } from './samples.js'

/** Nothing that ended holds up an append or the close. */
async function assertFree(store: EventStore, { inTime }: Stage): Promise<void> {
  await inTime('an append', store.append(stream('free'), [sample(9_000)], 'no-stream'))
  await inTime('the close', store.close())
}

const own = new Error('of the reader itself')

async function throwAtFirst(store: EventStore): Promise<void> {
  for await (const _ of store.subscribe({ signal: new AbortController().signal })) throw own
}

/** A signal, and how many listeners stand on it. */
function counted() {
  const { signal } = new AbortController()
  const listeners = new Set<unknown>()
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)]
  Object.assign(signal, {
    addEventListener(...heard: Parameters<typeof add>) {
      listeners.add(heard[1])
      add(...heard)
    },
    removeEventListener(...heard: Parameters<typeof remove>) {
      listeners.delete(heard[1])
      remove(...heard)
    },
  })
  return { signal, standing: () => listeners.size }
}

export const ending: Chapter = {
  title: 'a subscription',
  cases: [
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
        let first = 0
        const abortAtFirst = ({ length }: { readonly length: number }) => {
          first ||= length
          reading.abort()
          return false
        }
        const read = await inTime(
          'the end in the middle',
          collectUntil(store.subscribe({ signal: reading.signal }), abortAtFirst),
        )
        assertSame('nothing came after the batch at which it was aborted', first, read.length)
        assertSame(
          'aborted before it began',
          [],
          await inTime('the end', collect(store.subscribe({ signal: AbortSignal.abort() }))),
        )
        await inTime('the close', store.close())
      },
    },
    {
      law: 'gives nothing of what is appended after the signal aborted, to a reader that was busy or one that waited',
      async run(stage) {
        const store = await stage.open()
        await store.append(stream('a'), samples(0, 1), 'no-stream')
        let release = () => {}
        const busy = follow(store, { between: () => new Promise((resolve) => (release = resolve)) })
        const idle = follow(store)
        for (const reader of [busy, idle]) await stage.inTime('an event for both', reader.reaches(1))
        const ends = [later(busy.stop()), later(idle.stop())]
        await stage.inTime('an append after the abort', store.append(stream('a'), samples(1, 2), 0))
        release()
        const [first = [], second = []] = await stage.inTime('both ends', Promise.all(ends))
        assertSame('what came', [ids(samples(0, 1)), ids(samples(0, 1))], [ids(first), ids(second)])
        await assertFree(store, stage)
      },
    },
    {
      law: 'ends where it is left while it waits: whoever waits for the next is told that it is done',
      async run(stage) {
        const store = await stage.open()
        await store.append(stream('a'), samples(0, 1), 'no-stream')
        for (const partition of ['north', 'south']) {
          const { signal } = new AbortController()
          const given = store.subscribe({ signal, partition })[Symbol.asyncIterator]()
          if (partition === 'north') await stage.inTime('the event', given.next())
          const next = later(given.next())
          await moment()
          await stage.inTime('the answer to who leaves', Promise.resolve(given.return?.()))
          assertSame('who waits is told', true, (await stage.inTime('the answer to who waits', next)).done ?? false)
          assertSame('and who asks again', true, (await stage.inTime('the next', given.next())).done ?? false)
        }
        await assertFree(store, stage)
      },
    },
    {
      law: 'whose reader throws ends with what was thrown, and disturbs no other',
      async run(stage) {
        const store = await stage.open()
        await fill(store, stream('a'), samples(0, 2))
        const sound = follow(store)
        const came = await stage.inTime(
          'the end',
          throwAtFirst(store).catch((error: unknown) => error),
        )
        if (came !== own) broken('what the reader throws comes out', String(came))
        await store.append(stream('a'), samples(2, 3), 1)
        await stage.inTime('five events for the other', sound.reaches(5))
        assertSame('what came', ids(await allEvents(store)), ids(await stage.inTime('its end', sound.stop())))
        await assertFree(store, stage)
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
      law: 'leaves no listener on the signal of whoever asked, left or ended with the store',
      async run({ open, inTime }) {
        const store = await open()
        await fill(store, stream('a'), samples(0, 2))
        const { signal, standing } = counted()
        for (let round = 0; round < 3; round++)
          await inTime(
            'a batch',
            collectUntil(store.subscribe({ signal }), () => true),
          )
        assertSame('after three that were left', 0, standing())
        const waiting = later(collect(store.subscribe({ signal })))
        await moment()
        await inTime('the close', store.close())
        await inTime('the end', waiting)
        assertSame('after one that ended with the store', 0, standing())
      },
    },
  ],
}
