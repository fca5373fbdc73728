// The contract: writers that race, with exact accounting of what each was told and what is there.
import { hasCode, isLianxiError } from '../../terms/errors.js'
import type { EventStore, NewEvent } from '../../stores/event-store.js'
import type { StreamName } from '../../terms/stream.js'
import { assertSame } from '../difference.js'
import { assertAccounts } from './accounts.js'
import { broken, type Chapter } from './case.js'
import {
  allEvents,
  assertFails,
  assertGrowing,
  assertStream,
  ids,
  sample,
  samples,
  stream,
  streamEvents,
} from './samples.js'

const writers = Array.from({ length: 16 }, (_, writer) => writer)
const perWriter = 1_000

/** The appends of one writer: one, two or three events each, whose numbers tell the writer. */
function appendsOf(writer: number, count: number): NewEvent[][] {
  return Array.from({ length: count }, (_, index) =>
    samples(writer * perWriter + index * 3, 1 + ((writer + index) % 3)),
  )
}

/** Appends until it is stored, going by nothing but the revision that each conflict tells. */
async function persist(store: EventStore, name: StreamName, events: readonly NewEvent[]): Promise<void> {
  let expected: number | 'no-stream' = 'no-stream'
  for (let refused = 0; refused < 10_000; refused++) {
    try {
      await store.append(name, events, expected)
      return
    } catch (error) {
      if (!hasCode(error, 'revision-conflict')) throw error
      const { actual } = error.details
      const before = expected === 'no-stream' ? -1 : expected
      if (actual <= before)
        broken('a conflict carries the true revision', `at ${actual}, though ${before} was reached before`)
      expected = actual
    }
  }
  broken('a writer that goes by the true revision gets its turn', 'it was refused 10,000 times')
}

async function race(
  store: EventStore,
  { name, stores = [store] }: { name: StreamName; stores?: readonly EventStore[] },
): Promise<void> {
  const logs = await Promise.all(
    writers.map(async (writer) => {
      const appends = appendsOf(writer, 5)
      for (const events of appends) await persist(stores[writer % stores.length] ?? store, name, events)
      return appends.map((events) => ({ stream: name, events, acknowledged: true }))
    }),
  )
  assertAccounts(await streamEvents(store, name), logs)
  assertSame('all events are those of the stream', await streamEvents(store, name), await allEvents(store))
}

export const racing: Chapter = {
  title: 'several callers append at once',
  cases: [
    {
      law: 'sixteen writers on one stream: nothing lost, doubled or gapped, each in its own order',
      long: true,
      run: async ({ open }) => race(await open(), { name: stream('a') }),
    },
    {
      law: 'sixteen writers of the first event: one is stored, fifteen are told the revision that it made',
      async run({ open }) {
        const store = await open()
        const attempts = writers.map((writer) => samples(writer * perWriter, 1 + (writer % 3)))
        const answers = await Promise.allSettled(
          attempts.map((events) => store.append(stream('a'), events, 'no-stream')),
        )
        const won = attempts.filter((_, writer) => answers[writer]?.status === 'fulfilled')
        assertSame('how many were stored', 1, won.length)
        await assertStream(store, stream('a'), won.flat())
        const told = answers.flatMap((answer) =>
          answer.status === 'rejected'
            ? [hasCode(answer.reason, 'revision-conflict') ? answer.reason.details.actual : String(answer.reason)]
            : [],
        )
        assertSame(
          'what the others were told',
          Array.from({ length: 15 }, () => won.flat().length - 1),
          told,
        )
      },
    },
    {
      law: 'sixteen writers on streams of their own: every one is stored',
      async run({ open }) {
        const store = await open()
        await Promise.all(
          writers.map(async (writer) => {
            for (const [index, event] of samples(writer * perWriter, 10).entries()) {
              await store.append(stream(`w${writer}`), [event], index === 0 ? 'no-stream' : index - 1)
            }
          }),
        )
        for (const writer of writers) await assertStream(store, stream(`w${writer}`), samples(writer * perWriter, 10))
        const all = await allEvents(store)
        assertSame('each event once', 160, new Set(ids(all)).size)
        assertGrowing('positions grow', all)
      },
    },
    {
      law: 'one that is refused does not disturb its neighbours, asked in the same instant',
      async run({ open }) {
        const store = await open()
        await store.append(stream('a'), samples(900, 2), 'no-stream')
        const asked = writers.map((writer) => {
          const events = samples(writer * perWriter, 2)
          if (writer % 4 === 1) return { code: 'revision-conflict', answer: store.append(stream('a'), events, 0) }
          if (writer % 4 === 2)
            return {
              code: 'duplicate-event',
              answer: store.append(stream(`w${writer}`), [...events, ...events], 'no-stream'),
            }
          if (writer % 4 === 3)
            return { code: 'append-refused', answer: store.append(stream(`w${writer}`), [], 'no-stream') }
          return { code: 'stored', answer: store.append(stream(`w${writer}`), events, 'no-stream') }
        })
        const answers = await Promise.allSettled(asked.map(({ answer }) => answer))
        const told = answers.map((answer) =>
          answer.status === 'fulfilled'
            ? 'stored'
            : isLianxiError(answer.reason)
              ? answer.reason.code
              : String(answer.reason),
        )
        assertSame(
          'each gets its own answer',
          asked.map(({ code }) => code),
          told,
        )
        for (const writer of writers)
          await assertStream(store, stream(`w${writer}`), writer % 4 === 0 ? samples(writer * perWriter, 2) : [])
        assertSame('and no more is there', 10, (await allEvents(store)).length)
      },
    },
    {
      law: 'as many as it says it takes together, called in one turn, are stored in the order of their calls',
      async run({ open }) {
        const store = await open()
        const events = samples(0, store.appendsTogether ?? 1)
        // each stream goes on from what was called before in the same turn
        const answers = events.map((event, index) =>
          store.append(stream(`w${index % 16}`), [event], index < 16 ? 'no-stream' : Math.floor(index / 16) - 1),
        )
        await Promise.all(answers)
        assertSame('in the order of the calls', ids(events), ids(await allEvents(store)))
      },
    },
    {
      law: 'sixteen writers over two stores on one place: nothing lost, doubled or gapped, each in its own order',
      long: true,
      needs: ['severalProcesses'],
      async run({ open }) {
        const [one, other] = [await open(), await open()]
        await race(one, { name: stream('a'), stores: [one, other] })
      },
    },
    {
      law: 'a store sees at once what another on the same place was told is stored, and its conflicts are about that',
      needs: ['severalProcesses'],
      async run({ open }) {
        const [one, other] = [await open(), await open()]
        await one.append(stream('a'), samples(0, 2), 'no-stream')
        await assertStream(other, stream('a'), samples(0, 2))
        assertSame('all events', await allEvents(one), await allEvents(other))
        await assertFails('a conflict', { code: 'revision-conflict', details: { actual: 1 } }, () =>
          other.append(stream('a'), [sample(5)], 0),
        )
        await other.append(stream('a'), [sample(6)], 1)
        await assertStream(one, stream('a'), [...samples(0, 2), sample(6)])
      },
    },
  ],
}
