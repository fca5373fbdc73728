// The contract: what an append refuses, and that a failed one leaves no trace.
import { maxAppendBytes, type EventStore, type NewEvent } from '../../stores/event-store.js'
import type { StreamName } from '../../terms/stream.js'
import type { ErrorCode } from '../../terms/errors.js'
import { assertSame } from '../difference.js'
import type { Chapter } from './case.js'
import { allEvents, assertFails, assertStream, fill, sample, samples, stream } from './samples.js'

/** An event of exactly so many bytes in UTF-8; most of its characters take three bytes, one takes four. */
function sampleOf(number: number, bytes: number): NewEvent {
  const bare = sample(number, { data: '"😀"' })
  const size = new TextEncoder().encode(bare.id + bare.type + bare.data + bare.metadata + bare.hash).length
  const missing = bytes - size
  return { ...bare, data: `"😀${'联'.repeat(Math.floor(missing / 3))}${'x'.repeat(missing % 3)}"` }
}

const noTexts: Readonly<Record<string, unknown>> = {
  'nothing at all': undefined,
  null: null,
  'a number': 7,
  'an object': { text: 'noted' },
  bytes: new TextEncoder().encode('noted'),
  'the first half of a character': 'a\ud83d',
  'the second half of a character': '\ude00b',
}

/** An append that must fail, on a stream that holds events 0 and 1 beside another that holds event 10. */
export interface Refused {
  readonly code: ErrorCode
  readonly events: readonly NewEvent[]
  readonly expected?: number
}

export async function assertRefused(store: EventStore, refused: Readonly<Record<string, Refused>>): Promise<void> {
  await fill(store, stream('a'), samples(0, 2))
  await fill(store, stream('b'), samples(10, 1))
  const before = await allEvents(store)
  for (const [what, { code, events, expected = 1 }] of Object.entries(refused)) {
    await assertFails(`refused: ${what}`, { code }, () => store.append(stream('a'), events, expected))
    assertSame(`what is stored after an append was refused: ${what}`, before, await allEvents(store))
  }
  // the ids of what was refused are free, the revisions without a gap
  await store.append(stream('a'), samples(20, 3), 1)
  await assertStream(store, stream('a'), [...samples(0, 2), ...samples(20, 3)])
}

export const refusing: Chapter = {
  title: 'a failed append leaves no trace',
  cases: [
    {
      law: 'after a conflict',
      run: async ({ open }) =>
        assertRefused(await open(), {
          'two events at 0': { code: 'revision-conflict', events: samples(20, 2), expected: 0 },
        }),
    },
    {
      law: 'throws append-refused for no events',
      run: async ({ open }) => assertRefused(await open(), { 'no events': { code: 'append-refused', events: [] } }),
    },
    {
      law: 'throws duplicate-event for an id that stands twice in one append',
      run: async ({ open }) =>
        assertRefused(await open(), {
          'an id twice': { code: 'duplicate-event', events: [sample(20), sample(21), sample(20, { data: '{}' })] },
        }),
    },
    {
      law: 'names the duplicate in the error',
      async run({ open }) {
        const store = await open()
        const details = { stream: stream('b'), id: sample(1).id }
        await assertFails('the id and the stream', { code: 'duplicate-event', details }, () =>
          store.append(stream('b'), [sample(5), sample(1), sample(6), sample(1)], 'no-stream'),
        )
        assertSame('no stream came of it', [], await allEvents(store))
      },
    },
    {
      law: `keeps an append of ${maxAppendBytes} bytes of UTF-8, and throws append-refused for one byte more`,
      async run({ open }) {
        const store = await open()
        const largest = sampleOf(0, maxAppendBytes)
        await store.append(stream('a'), [largest], 'no-stream')
        await assertFails('one byte more', { code: 'append-refused' }, () =>
          store.append(stream('a'), [sampleOf(1, maxAppendBytes + 1)], 0),
        )
        await assertFails('ASCII alone', { code: 'append-refused' }, () =>
          store.append(stream('a'), [sample(1, { data: `"${'x'.repeat(maxAppendBytes)}"` })], 0),
        )
        await assertStream(store, stream('a'), [largest])
      },
    },
    {
      law: 'counts the bytes of all events of an append together',
      async run({ open }) {
        const store = await open()
        const half = maxAppendBytes / 2
        await store.append(stream('a'), [sampleOf(0, half), sampleOf(1, half)], 'no-stream')
        await assertFails('two halves and a byte', { code: 'append-refused' }, () =>
          store.append(stream('a'), [sampleOf(2, half), sampleOf(3, half + 1)], 1),
        )
        await assertStream(store, stream('a'), [sampleOf(0, half), sampleOf(1, half)])
      },
    },
    {
      law: 'throws append-refused for what is no text, or is cut within a character, in any field of any event',
      async run({ open }) {
        const refused: Record<string, Refused> = {}
        for (const name of ['id', 'type', 'data', 'metadata', 'hash'] as const) {
          for (const [what, value] of Object.entries(noTexts)) {
            // what a program without types may hand over is what this case is about
            const wrong = { ...sample(21), [name]: value } as NewEvent
            refused[`${name}: ${what}`] = { code: 'append-refused', events: [sample(20), wrong, sample(22)] }
            refused[`${name}, alone: ${what}`] = { code: 'append-refused', events: [wrong] }
          }
        }
        await assertRefused(await open(), refused)
      },
    },
    {
      law: 'throws append-refused for a name that is not of the form category-partition.id',
      async run({ open }) {
        const store = await open()
        const names = [
          '',
          'note',
          'note-north',
          'note.north',
          '-north.a',
          'note-.a',
          'note-north.',
          'note-北.a',
          'note-north.甲',
          'note-north.a b',
          'note-north.a\n',
          'note-north.é',
          undefined,
          null,
          7,
          {},
          ['note-north.a'],
          new TextEncoder().encode('note-north.a'),
        ]
        for (const name of names) {
          // a name that never passed toStreamName is what this case is about
          const action = () => store.append(name as StreamName, samples(0, 1), 'no-stream')
          await assertFails(`refused: the name ${JSON.stringify(name)}`, { code: 'append-refused' }, action)
        }
        assertSame('nothing was stored', [], await allEvents(store))
      },
    },
  ],
}
