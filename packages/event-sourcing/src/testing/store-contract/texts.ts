// The contract: what is stored is what was handed over, to the byte, and nobody can change it afterwards.
import type { NewEvent, RecordedEvent } from '../../stores/event-store.js'
import { assertSame } from '../difference.js'
import type { Chapter } from './case.js'
import { allEvents, assertStream, fill, ids, sample, samples, stream, streamEvents } from './samples.js'

const texts = {
  Chinese: '联席会议：第一次，应到十五席',
  'outside the basic plane': '𠮷野家 😀 👨‍👩‍👧‍👦 🇨🇳',
  'composed and combining': '\u00e9 e\u0301 \u1e9b\u0323',
  'line and paragraph separators': 'a\u2028b\u2029c',
  'the character NUL': 'a\u0000b\u0000',
  'control characters and quotes': '\u0001\u001f\u007f\t\r\n\\"\'`',
  'the byte order mark': '\ufeffa\ufeff',
  'right to left': '\u202eabc\u202c עברית',
  'nothing at all': '',
  'what looks like a number': '0123456789012345678901',
}

// JSON that no program would write again as it is
const strangeJson = { data: '{ "b":1.0,"a":[ ],"__proto__":{"x":1}}', metadata: '{"b":1e2,  "a":-0}' }

/** The text in every field that may hold any: raw, and as a program would write it in JSON. */
function carrying(number: number, text: string): NewEvent {
  return sample(number, { type: text, data: text, metadata: JSON.stringify({ [text]: text }), hash: text })
}

/** Tries to write every field; a refusal is as good as an assignment without effect. */
function spoil(event: object): void {
  for (const name of [...Object.keys(event), 'position', 'revision', 'stream']) Reflect.set(event, name, 'spoilt')
}

/** The same events, as objects that the caller can still write. */
function writable(events: readonly NewEvent[]): NewEvent[] {
  return events.map((event) => ({ ...event }))
}

/** The ids of a reading's batches: of each when it was given, and of all once so many events were read. */
async function readTwice(reading: AsyncIterable<readonly RecordedEvent[]>, count: number) {
  const given: string[] = []
  const held: (readonly RecordedEvent[])[] = []
  for await (const batch of reading) {
    given.push(...ids(batch))
    held.push(batch)
    if (given.length >= count) break
  }
  return { given, kept: ids(held.flat()) }
}

export const keeping: Chapter = {
  title: 'a store keeps texts',
  cases: [
    ...Object.entries(texts).map(([what, text]) => ({
      law: `to the byte: ${what}`,
      async run({ open }: Parameters<Chapter['cases'][number]['run']>[0]) {
        const store = await open()
        await store.append(stream('a'), [carrying(0, text), carrying(1, `${text}${text}`)], 'no-stream')
        await assertStream(store, stream('a'), [carrying(0, text), carrying(1, `${text}${text}`)])
        const [first] = await allEvents(store)
        assertSame(
          'its text, read among all',
          { data: text, type: text },
          { data: first?.data ?? null, type: first?.type ?? null },
        )
      },
    })),
    {
      law: 'and does not normalise, sort or parse JSON',
      async run({ open }) {
        const store = await open()
        const event = sample(0, strangeJson)
        await store.append(stream('a'), [event], 'no-stream')
        await assertStream(store, stream('a'), [event])
      },
    },
    {
      law: 'to the byte also where they come from the disk, for a store that is opened again, in the places that they had',
      needs: ['durable'],
      async run({ open }) {
        const first = await open()
        const events = [...Object.values(texts).map((text, index) => carrying(index, text)), sample(99, strangeJson)]
        await fill(first, stream('a'), events.slice(0, 5))
        await first.append(stream('b', 'south'), events.slice(5), 'no-stream')
        const before = await allEvents(first)
        await first.close()
        // what a store appended itself it may answer from memory
        const second = await open()
        await assertStream(second, stream('a'), events.slice(0, 5))
        await assertStream(second, stream('b', 'south'), events.slice(5))
        assertSame('all events, at their positions', before, await allEvents(second))
      },
    },
    {
      law: 'whose content cannot set the fields of the store',
      async run({ open }) {
        const store = await open()
        const claim = '{"stream":"note-south.x","revision":77,"position":"9999999999999999","id":"x","hash":"x"}'
        const event = {
          ...sample(0, { data: claim, metadata: claim }),
          stream: 'note-south.x',
          revision: 77,
          position: '9999999999999999',
          extra: 1,
        }
        await store.append(stream('a'), [event], 'no-stream')
        await assertStream(store, stream('a'), [sample(0, { data: claim, metadata: claim })])
        assertSame('nothing in the partition it claims', [], await allEvents(store, { partition: 'south' }))
      },
    },
    {
      law: 'that a caller cannot change through what it handed over, not even while the append runs',
      async run({ open }) {
        const store = await open()
        const events = writable(samples(0, 3))
        const running = store.append(stream('a'), events, 'no-stream')
        events.forEach(spoil)
        events.length = 1
        await running
        await assertStream(store, stream('a'), samples(0, 3))
        events.push(sample(9))
        await assertStream(store, stream('a'), samples(0, 3))
      },
    },
    {
      law: 'in batches that stay as they were given while the next are read',
      async run({ open, inTime }) {
        const store = await open()
        const expected = ids(samples(0, 1_200))
        await store.append(stream('a'), samples(0, 1_200), 'no-stream')
        const { signal } = new AbortController()
        const readings = [store.readStream(stream('a')), store.readAll(), store.subscribe({ signal })]
        for (const reading of readings) {
          const { given, kept } = await inTime('1,200 events', readTwice(reading, 1_200))
          assertSame('the events when they were given', expected, given)
          assertSame('the events of the same batches at the end', expected, kept)
        }
      },
    },
    {
      law: 'that a caller cannot change through what it was handed',
      async run({ open }) {
        const store = await open()
        await fill(store, stream('a'), samples(0, 3))
        const handed: (readonly RecordedEvent[])[] = []
        for await (const batch of store.readStream(stream('a'))) handed.push(batch)
        for await (const batch of store.readAll()) handed.push(batch)
        for await (const batch of store.readAll({ partition: 'north' })) handed.push(batch)
        const before = JSON.stringify(await allEvents(store))
        for (const batch of handed) {
          batch.forEach(spoil)
          Reflect.set(batch, 'length', 0)
        }
        await assertStream(store, stream('a'), samples(0, 3))
        assertSame('all events', before, JSON.stringify(await allEvents(store)))
        assertSame('the events of the partition', 3, (await allEvents(store, { partition: 'north' })).length)
        assertSame('the events from 1', 2, (await streamEvents(store, stream('a'), { from: 1 })).length)
      },
    },
  ],
}
