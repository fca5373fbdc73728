// Faults of appends: revisions, refusals, traces.
import { appendBytes } from '../../../stores/append-rules.js'
import { hasCode, LianxiError } from '../../../terms/errors.js'
import { isStreamName, toStreamName } from '../../../terms/stream.js'
import { onFailure, rewriting, trueRevision, type Fault } from './fault.js'

const other = toStreamName('note-other.x')

export const appendFaults: readonly Fault[] = [
  {
    store: 'keeps the first event of an append only',
    noticed: ['counts the bytes', 'sixteen writers on one stream'],
    thrown: { 'adds the events': 'revision-conflict' },
    alter: (sound) => ({ append: (stream, events, expected) => sound.append(stream, events.slice(0, 1), expected) }),
  },
  {
    store: 'ignores the expected revision',
    noticed: [
      'throws revision-conflict with the true revision where the stream is ahead',
      'after a conflict',
      'sixteen writers of the first event',
    ],
    alter: (sound) =>
      onFailure(sound, 'revision-conflict', async ({ stream, events }) =>
        sound.append(stream, events, await trueRevision(sound, stream)),
      ),
  },
  {
    store: 'takes any revision beyond the stream for right',
    noticed: [
      'throws revision-conflict with the true revision where the stream is behind',
      'throws revision-conflict with −1',
    ],
    alter: (sound) =>
      onFailure(sound, 'revision-conflict', async ({ stream, events, expected }, error) => {
        const actual = await trueRevision(sound, stream)
        if (typeof expected !== 'number' || expected <= (actual === 'no-stream' ? -1 : actual)) throw error
        await sound.append(stream, events, actual)
      }),
  },
  {
    store: 'tells the expected revision as the true one',
    noticed: [
      'throws revision-conflict with the true revision where the stream is ahead',
      'are told what they could have been told',
    ],
    thrown: { 'leaves the store usable': 'revision-conflict' },
    alter: (sound) =>
      onFailure(sound, 'revision-conflict', async ({ stream, expected }) => {
        const told = expected === 'no-stream' ? -1 : expected
        throw new LianxiError('revision-conflict', { stream, expected: told, actual: told })
      }),
  },
  {
    store: 'tells the true revision as the expected one',
    noticed: ['throws revision-conflict with the true revision where the stream is ahead'],
    alter: (sound) =>
      onFailure(sound, 'revision-conflict', async ({ stream }, error) => {
        if (!hasCode(error, 'revision-conflict')) throw error
        const { actual } = error.details
        throw new LianxiError('revision-conflict', { stream, expected: actual, actual })
      }),
  },
  {
    store: 'takes events for stored that stand where they were to be',
    noticed: ['throws revision-conflict for the same append'],
    alter: (sound) =>
      onFailure(sound, 'revision-conflict', async ({ stream, events, expected }, error) => {
        const from = expected === 'no-stream' ? 0 : Math.max(0, Math.trunc(expected)) + 1
        const there: string[] = []
        for await (const batch of sound.readStream(stream)) there.push(...batch.map(({ id }) => id))
        if (events.length === 0 || events.some(({ id }, index) => there[from + index] !== id)) throw error
      }),
  },
  {
    store: 'takes −1 for no stream',
    noticed: ['takes no number for the absence'],
    alter: (sound) => ({
      append: (stream, events, expected) => sound.append(stream, events, expected === -1 ? 'no-stream' : expected),
    }),
  },
  {
    store: 'looks at the events before the revision',
    noticed: ['tells of a conflict whatever'],
    alter: (sound) => ({
      async append(stream, events, expected) {
        if (events.length === 0) throw new LianxiError('append-refused', { stream, reason: 'empty' })
        await sound.append(stream, events, expected)
      },
    }),
  },
  {
    store: 'takes capital letters in a name for small ones',
    noticed: [],
    thrown: { 'keeps streams apart': 'revision-conflict' },
    alter: (sound) => ({
      append: (stream, events, expected) => sound.append(toStreamName(stream.toLowerCase()), events, expected),
    }),
  },
  {
    store: 'is of no use after a conflict',
    noticed: [],
    thrown: { 'leaves the store usable': 'Error: cannot rollback', 'after a conflict': 'Error: cannot rollback' },
    alter(sound) {
      let failed = false
      const altered = onFailure(sound, 'revision-conflict', async (_, error) => {
        failed = true
        throw error
      })
      return {
        async append(stream, events, expected) {
          if (failed) throw new Error('cannot rollback: no transaction is active')
          await altered.append?.(stream, events, expected)
        },
      }
    },
  },
  {
    store: 'stores what it refuses for a conflict',
    noticed: ['after a conflict'],
    alter: (sound) =>
      onFailure(sound, 'revision-conflict', async ({ events }, error) => {
        await sound.append(other, events, await trueRevision(sound, other))
        throw error
      }),
  },
  {
    store: 'takes no events for a success',
    noticed: ['throws append-refused for no events'],
    alter: (sound) =>
      onFailure(sound, 'append-refused', async ({ events }, error) => {
        if (events.length > 0) throw error
      }),
  },
  {
    store: 'keeps the events before a duplicate',
    noticed: ['is refused with duplicate-event in any', 'names the duplicate', 'is named in the error'],
    alter: (sound) =>
      onFailure(sound, 'duplicate-event', async ({ stream, events, expected }, error) => {
        await sound.append(stream, events.slice(0, 1), expected).catch(() => undefined)
        throw error
      }),
  },
  {
    store: 'accepts duplicates',
    noticed: [
      'throws duplicate-event for an id that stands twice',
      'is refused with duplicate-event in any',
      'of sixteen that ask at once',
      'is refused in every sequence',
    ],
    alter(sound) {
      let next = 0
      return onFailure(sound, 'duplicate-event', async ({ stream, events, expected }) => {
        await sound.append(
          stream,
          events.map((event) => ({ ...event, id: `fresh ${next++}` })),
          expected,
        )
      })
    },
  },
  {
    store: 'names another event than the duplicate',
    noticed: ['names the duplicate', 'is named in the error'],
    alter: (sound) =>
      onFailure(sound, 'duplicate-event', async ({ stream, events }) => {
        throw new LianxiError('duplicate-event', { stream, id: events[0]?.id ?? '' })
      }),
  },
  {
    store: 'refuses an append of the largest size',
    noticed: [],
    thrown: { 'keeps an append of 1000000 bytes': 'append-refused' },
    alter: (sound) => ({
      async append(stream, events, expected) {
        if (appendBytes(events) >= 1_000_000) throw new LianxiError('append-refused', { stream, reason: 'too large' })
        await sound.append(stream, events, expected)
      },
    }),
  },
  {
    store: 'takes an append that is too large for stored',
    noticed: ['keeps an append of 1000000 bytes', 'counts the bytes of all events'],
    alter: (sound) =>
      onFailure(sound, 'append-refused', async ({ events }, error) => {
        if (appendBytes(events) <= 1_000_000) throw error
      }),
  },
  {
    store: 'makes a text of anything',
    noticed: ['throws append-refused for what is no text'],
    alter: (sound) =>
      rewriting(sound, ({ id, type, data, metadata, hash }) => ({
        id: String(id).toWellFormed(),
        type: String(type).toWellFormed(),
        data: String(data).toWellFormed(),
        metadata: String(metadata).toWellFormed(),
        hash: String(hash).toWellFormed(),
      })),
  },
  {
    store: 'takes any name',
    noticed: ['throws append-refused for a name'],
    alter: (sound) =>
      onFailure(sound, 'append-refused', async ({ stream, events, expected }, error) => {
        if (isStreamName(stream)) throw error
        await sound.append(other, events, expected)
      }),
  },
]
