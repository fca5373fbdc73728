// Beside the contract: what a store with an index of ids promises about an id that is stored already.
import { assertSame } from '../difference.js'
import { isLianxiError } from '../../terms/errors.js'
import type { Chapter } from './case.js'
import { assertLikeAList } from './model/like-a-list.js'
import { assertRefused } from './refusals.js'
import { allEvents, assertFails, assertStream, fill, ids, sample, samples, stream } from './samples.js'

const writers = Array.from({ length: 16 }, (_, writer) => writer)

export const findingIds: Chapter = {
  title: 'an id that is stored already',
  cases: [
    {
      law: 'is refused with duplicate-event in any stream, first or last in the append',
      run: async ({ open }) =>
        assertRefused(await open(), {
          'an id of the same stream': { code: 'duplicate-event', events: [sample(1, { type: 'Other' }), sample(20)] },
          'an id of another stream': { code: 'duplicate-event', events: [sample(20), sample(21), sample(10)] },
        }),
    },
    {
      law: 'is named in the error',
      async run({ open }) {
        const store = await open()
        await fill(store, stream('a'), samples(0, 2))
        const details = { stream: stream('b'), id: sample(1).id }
        await assertFails('the id and the stream', { code: 'duplicate-event', details }, () =>
          store.append(stream('b'), [sample(5), sample(1), sample(6)], 'no-stream'),
        )
        assertSame('no stream came of it', 2, (await allEvents(store)).length)
      },
    },
    {
      law: 'of sixteen that ask at once, each in a stream of its own, one is stored',
      async run({ open }) {
        const store = await open()
        const answers = await Promise.allSettled(
          writers.map((writer) => store.append(stream(`w${writer}`), [sample(100 + writer), sample(0)], 'no-stream')),
        )
        const failed = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
        assertSame(
          'the others are told why',
          Array.from({ length: 15 }, () => 'duplicate-event'),
          failed.map((error) => (isLianxiError(error) ? error.code : String(error))),
        )
        assertSame('two events and no trace of the others', 2, (await allEvents(store)).length)
      },
    },
    {
      law: 'is refused after a close as before it',
      needs: ['durable'],
      async run({ open }) {
        const first = await open()
        await fill(first, stream('a'), samples(0, 3))
        await first.close()
        const second = await open()
        await assertFails('a duplicate', { code: 'duplicate-event' }, () =>
          second.append(stream('b'), [sample(1)], 'no-stream'),
        )
        assertSame('all events', ids(samples(0, 3)), ids(await allEvents(second)))
      },
    },
    {
      law: 'is refused at once by every store on the place',
      needs: ['severalProcesses'],
      async run({ open }) {
        const [one, other] = [await open(), await open()]
        await one.append(stream('a'), samples(0, 2), 'no-stream')
        await assertFails('a duplicate', { code: 'duplicate-event' }, () =>
          other.append(stream('b'), [sample(1)], 'no-stream'),
        )
        await assertStream(other, stream('b'), [])
      },
    },
    {
      law: 'is refused in every sequence of appends and reads, as a list of events would',
      long: true,
      run: (stage) => assertLikeAList(stage, { idIndex: true }),
    },
  ],
}
