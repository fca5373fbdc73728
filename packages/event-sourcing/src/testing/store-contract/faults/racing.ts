// Faults that only show where several callers append at once, or several stores share a place.
import { LianxiError } from '../../../terms/errors.js'
import type { EventStore, RecordedEvent } from '../../../stores/event-store.js'
import { memoryStore } from '../../../stores/memory-store.js'
import type { StreamName } from '../../../terms/stream.js'
import { collect, later } from '../samples.js'
import { onFailure, rereading, tick, trueRevision, type Fault } from './fault.js'

/** What each store on the place does with appends that run at the same time. */
function crowded(
  sound: EventStore,
  meet: (running: ReadonlyMap<StreamName, number>, append: () => Promise<void>, stream: StreamName) => Promise<void>,
): Partial<EventStore> {
  const running = new Map<StreamName, number>()
  return {
    async append(stream, events, expected) {
      running.set(stream, (running.get(stream) ?? 0) + 1)
      try {
        await meet(running, () => sound.append(stream, events, expected), stream)
        await tick()
      } finally {
        const left = (running.get(stream) ?? 1) - 1
        if (left === 0) running.delete(stream)
        else running.set(stream, left)
      }
    },
  }
}

export const raceFaults: readonly Fault[] = [
  {
    store: 'loses an event in a race: it is acknowledged and not there',
    noticed: ['sixteen writers on one stream', 'sixteen writers of the first event'],
    alter: (sound) =>
      crowded(sound, async (running, append, stream) => ((running.get(stream) ?? 0) > 1 ? undefined : append())),
  },
  {
    store: 'gives an event twice',
    noticed: [
      'sixteen writers on one stream',
      'sixteen writers on streams of their own',
      'misses nothing',
      'goes on from where it was',
    ],
    alter: (sound) =>
      rereading(sound, (batch) => batch.flatMap((event) => (event.revision === 7 ? [event, event] : [event]))),
  },
  {
    store: 'checks the revision, then waits, then writes behind whatever is there',
    noticed: ['sixteen writers of the first event', 'are told what they could have been told'],
    alter: (sound) => ({
      async append(stream, events, expected) {
        const actual = await trueRevision(sound, stream)
        if (actual !== expected) return sound.append(stream, events, expected)
        await tick()
        await sound.append(stream, events, await trueRevision(sound, stream))
      },
    }),
  },
  {
    store: 'calls it a conflict when another stream is written',
    noticed: [],
    thrown: { 'sixteen writers on streams of their own': 'revision-conflict' },
    alter: (sound) =>
      crowded(sound, async (running, append, stream) => {
        if (running.size > 1) throw new LianxiError('revision-conflict', { stream, expected: 0, actual: 0 })
        await append()
      }),
  },
  {
    store: 'looks for duplicates among what was stored before the race',
    noticed: ['of sixteen that ask at once'],
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
    store: 'lets appends that share a commit fail together',
    noticed: ['one that is refused does not disturb'],
    alter(sound) {
      let shared: Promise<void>[] = []
      return {
        async append(stream, events, expected) {
          const own = shared
          own.push(later(sound.append(stream, events, expected)))
          await tick()
          if (shared === own) shared = []
          await Promise.all(own)
        },
      }
    },
  },
  {
    store: 'says that it takes appends together, and takes every other one later',
    noticed: ['as many as it says'],
    alter(sound) {
      let calls = 0
      return {
        appendsTogether: 16,
        async append(stream, events, expected) {
          if (calls++ % 2 === 0) await tick()
          await sound.append(stream, events, expected)
        },
      }
    },
  },
  {
    store: 'gives what it read for another caller a moment ago',
    noticed: ['are told what they could have been told', 'are told so over two stores'],
    alter(sound) {
      let kept: Promise<RecordedEvent[]> | undefined
      return {
        async *readAll(options) {
          if (options !== undefined) return yield* sound.readAll(options)
          kept ??= collect(sound.readAll())
          const batch = await kept
          void tick().then(() => (kept = undefined))
          if (batch.length > 0) yield batch
        },
      }
    },
  },
  {
    store: 'sees a little later what another store on its place appends',
    noticed: ['are told so over two stores'],
    alter(sound, { marked }) {
      const own = new Set<string>()
      return {
        ...rereading(sound, (batch) => batch.filter(({ id }) => own.has(id) || !marked.has(id))),
        async append(stream, events, expected) {
          for (const { id } of events) {
            own.add(id)
            marked.add(id)
          }
          await sound.append(stream, events, expected)
          void tick().then(() => events.forEach(({ id }) => marked.delete(id)))
        },
      }
    },
  },
  {
    store: 'shares nothing with the others on its place, and keeps nothing',
    noticed: [
      'sixteen writers over two stores',
      'a store sees at once',
      'gives what another store on the same place',
      'keeps views after a close',
      'holds between stores on one place',
      'leaves events, revisions and positions as they were',
      'leaves a store that goes on',
      'loses nothing that was acknowledged',
      'every acknowledged event is there once',
      'while others write and read',
      'is refused after a close',
      'is refused at once by every store',
    ],
    alter: () => memoryStore(),
  },
]
