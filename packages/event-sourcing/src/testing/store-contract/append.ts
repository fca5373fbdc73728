// The contract, first chapter: what an append adds, and at which expected revision.
import { hasCode } from '../../terms/errors.js'
import type { EventStore } from '../../stores/event-store.js'
import type { Revision } from '../../terms/position.js'
import { toStreamName, type StreamName } from '../../terms/stream.js'
import { assertSame } from '../difference.js'
import { broken, type Chapter } from './case.js'
import { allEvents, assertFails, assertStream, fill, sample, samples, stream } from './samples.js'

async function assertConflict(
  store: EventStore,
  expected: Revision | 'no-stream',
  { name, actual }: { name: StreamName; actual: Revision },
) {
  // NaN has no text to compare
  const told = Number.isNaN(expected) ? {} : { expected: expected === 'no-stream' ? -1 : expected }
  const details = { stream: name, ...told, actual }
  const law = `an append at ${expected} to a stream at ${actual} is a conflict`
  await assertFails(law, { code: 'revision-conflict', details }, () => store.append(name, [sample(900)], expected))
}

export const appending: Chapter = {
  title: 'append',
  cases: [
    {
      law: 'adds the events behind the expected revision, from 0 where there is no stream',
      async run({ open }) {
        const store = await open()
        const events = samples(0, 6)
        await store.append(stream('a'), events.slice(0, 1), 'no-stream')
        await store.append(stream('a'), events.slice(1, 4), 0)
        await store.append(stream('a'), events.slice(4), 3)
        await assertStream(store, stream('a'), events)
      },
    },
    {
      law: 'throws revision-conflict with the true revision where the stream is ahead of the expected one',
      async run({ open }) {
        const store = await open()
        await fill(store, stream('a'), samples(0, 3))
        await assertConflict(store, 0, { name: stream('a'), actual: 2 })
        await assertConflict(store, 1, { name: stream('a'), actual: 2 })
        await assertConflict(store, 'no-stream', { name: stream('a'), actual: 2 })
        await assertStream(store, stream('a'), samples(0, 3))
      },
    },
    {
      law: 'throws revision-conflict with the true revision where the stream is behind the expected one',
      async run({ open }) {
        const store = await open()
        await fill(store, stream('a'), samples(0, 3))
        await assertConflict(store, 3, { name: stream('a'), actual: 2 })
        await assertConflict(store, 1_000_000, { name: stream('a'), actual: 2 })
        await assertStream(store, stream('a'), samples(0, 3))
      },
    },
    {
      law: 'throws revision-conflict with −1 where a revision is expected of a stream that is not there',
      async run({ open }) {
        const store = await open()
        await fill(store, stream('a'), samples(0, 3))
        await assertConflict(store, 0, { name: stream('b'), actual: -1 })
        await assertConflict(store, 2, { name: stream('b'), actual: -1 })
        assertSame('no stream came of a conflict', 3, (await allEvents(store)).length)
      },
    },
    {
      law: 'throws revision-conflict for the same append once more, at the revision that it was stored at',
      async run({ open }) {
        const store = await open()
        await store.append(stream('a'), samples(0, 2), 'no-stream')
        await store.append(stream('a'), samples(2, 2), 1)
        for (const [events, expected] of [[samples(0, 2), 'no-stream'] as const, [samples(2, 2), 1] as const]) {
          const details = { stream: stream('a'), actual: 3 }
          const again = () => store.append(stream('a'), events, expected)
          await assertFails(`the same at ${expected}`, { code: 'revision-conflict', details }, again)
        }
        await assertStream(store, stream('a'), samples(0, 4))
      },
    },
    {
      law: 'takes no number for the absence of a stream: −1 is a conflict too, and so is what is no whole number',
      async run({ open }) {
        const store = await open()
        for (const expected of [-1, -2, 0.5, Number.NaN])
          await assertConflict(store, expected, { name: stream('a'), actual: -1 })
        await fill(store, stream('b'), samples(0, 1))
        for (const expected of [-1, 0.5, Number.NaN])
          await assertConflict(store, expected, { name: stream('b'), actual: 0 })
      },
    },
    {
      law: 'tells of a conflict whatever else may be wrong with the events',
      async run({ open }) {
        const store = await open()
        await fill(store, stream('a'), samples(0, 2))
        const details = { stream: stream('a'), actual: 1 }
        const wrong = {
          empty: [],
          'stored already': samples(0, 1),
          'twice in it': [sample(7), sample(7)],
          'too large': [sample(8, { data: `"${'x'.repeat(1_000_001)}"` })],
          'cut within a character': [sample(9, { data: '"\ud83d"' })],
        }
        for (const [what, events] of Object.entries(wrong)) {
          const law = `a conflict comes before: ${what}`
          await assertFails(law, { code: 'revision-conflict', details }, () => store.append(stream('a'), events, 0))
        }
      },
    },
    {
      law: 'keeps streams apart: each has revisions of its own',
      async run({ open }) {
        const store = await open()
        // names that a careless comparison would take for one another
        const names = [
          'note-north.a',
          'note-north.A',
          'note-north.a_',
          'note-north.ab',
          'note-north.a.b',
          'notes-north.a',
          'note-north-a.a',
        ]
        for (const [index, name] of names.entries()) await fill(store, toStreamName(name), samples(index * 10, 2))
        for (const [index, name] of names.entries())
          await assertStream(store, toStreamName(name), samples(index * 10, 2))
      },
    },
    {
      law: 'leaves the store usable after a conflict: the same events at the true revision are stored',
      async run({ open }) {
        const store = await open()
        await fill(store, stream('a'), samples(0, 2))
        const next = samples(2, 2)
        const actual = await store.append(stream('a'), next, 0).then(
          () => broken('an append behind the stream is a conflict', 'it was stored'),
          (error: unknown) =>
            hasCode(error, 'revision-conflict')
              ? error.details.actual
              : broken('a conflict was expected', String(error)),
        )
        await store.append(stream('a'), next, actual)
        await store.append(stream('b'), samples(4, 1), 'no-stream')
        await assertStream(store, stream('a'), samples(0, 4))
        await assertStream(store, stream('b'), samples(4, 1))
      },
    },
  ],
}
