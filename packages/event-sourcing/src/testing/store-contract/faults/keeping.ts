// Faults of keeping: texts that change, objects that can be written, a close that does not close.
import type { EventStore, NewEvent, RecordedEvent, SubscribeOptions } from '../../../stores/event-store.js'
import { LianxiError } from '../../../terms/errors.js'
import { leavable } from '../../../waiting/leavable.js'
import { waiters } from '../../../waiting/waiters.js'
import { rereading, rewriting, tick, type Batches, type Fault } from './fault.js'

async function* silence({ signal }: SubscribeOptions): AsyncGenerator<readonly RecordedEvent[]> {
  await waiters().next(signal)
  yield* []
}

/** A store whose texts do not survive. */
function spoiling(store: string, noticed: readonly string[], change: (text: string) => string): Fault {
  const spoilt = (event: NewEvent) => ({
    ...event,
    type: change(event.type),
    data: change(event.data),
    metadata: change(event.metadata),
    hash: change(event.hash),
  })
  return { store, noticed: noticed.map((what) => `to the byte: ${what}`), alter: (sound) => rewriting(sound, spoilt) }
}

/** A store that answers from memory what it appended itself; from its disk come texts that changed on the way. */
function spoilingOnDisk(store: string, change: (text: string) => string): Fault {
  const spoilt = (event: RecordedEvent) => ({ ...event, data: change(event.data), metadata: change(event.metadata) })
  return {
    store,
    noticed: ['to the byte also where they come from the disk'],
    alter(sound) {
      const own = new Set<string>()
      return {
        ...rereading(sound, (batch) => batch.map((event) => (own.has(event.id) ? event : spoilt(event)))),
        async append(stream, events, expected) {
          for (const { id } of events) own.add(id)
          await sound.append(stream, events, expected)
        },
      }
    },
  }
}

function writtenAnew(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}

const withoutControls = (text: string) =>
  [...text].filter((character) => character >= ' ' && character !== '\u007f').join('')

/** Readings that end with the close of their store. */
function cutting(sound: EventStore) {
  let closed = false
  return {
    async *cut(batches: Batches) {
      for await (const batch of batches) {
        yield batch
        if (closed) return
      }
    },
    async close() {
      closed = true
      await sound.close()
    },
  }
}

export const keepFaults: readonly Fault[] = [
  spoiling('keeps one byte a character', ['Chinese', 'outside the basic plane', 'right to left'], (text) =>
    Array.from(text, (character) => String.fromCharCode((character.codePointAt(0) ?? 0) & 0xff)).join(''),
  ),
  spoiling('composes characters', ['composed and combining'], (text) => text.normalize('NFC')),
  spoiling('takes separators for ends of line', ['line and paragraph separators'], (text) =>
    text.replaceAll(/[\u2028\u2029]/g, '\n'),
  ),
  spoiling('ends a text at NUL', ['the character NUL'], (text) => text.split('\u0000')[0] ?? ''),
  spoiling('drops control characters', ['control characters and quotes'], withoutControls),
  spoiling('takes a byte order mark off', ['the byte order mark'], (text) => text.replace(/^\ufeff/, '')),
  spoiling('takes nothing for null', ['nothing at all'], (text) => (text === '' ? 'null' : text)),
  spoiling('takes digits for a number', ['what looks like a number'], (text) =>
    /^\d+$/.test(text) ? String(Number(text)) : text,
  ),
  spoilingOnDisk('composes characters on its disk', (text) => text.normalize('NFC')),
  spoilingOnDisk('writes JSON anew on its disk', writtenAnew),
  {
    store: 'writes JSON anew',
    noticed: ['and does not normalise'],
    alter: (sound) => rewriting(sound, (event) => ({ ...event, data: JSON.stringify(JSON.parse(event.data)) })),
  },
  {
    store: 'lets data set its fields',
    noticed: ['whose content cannot set'],
    alter: (sound) =>
      rereading(sound, (batch) =>
        batch.map((event) => ({
          ...event,
          revision: Number(/"revision":(\d+)/.exec(event.data)?.[1] ?? event.revision),
        })),
      ),
  },
  {
    store: 'reads what it was handed after it returned',
    noticed: ['that a caller cannot change through what it handed over'],
    alter: (sound) => ({
      async append(stream, events, expected) {
        await tick()
        await sound.append(stream, events, expected)
      },
    }),
  },
  {
    store: 'hands out the objects that it keeps',
    noticed: ['that a caller cannot change through what it was handed'],
    alter(sound) {
      const kept = new Map<string, RecordedEvent>()
      return rereading(sound, (batch) =>
        batch.map((event) => {
          const own = kept.get(event.id) ?? { ...event }
          kept.set(event.id, own)
          return own
        }),
      )
    },
  },
  {
    store: 'fills one batch again and again',
    noticed: ['in batches that stay'],
    alter(sound) {
      const only: RecordedEvent[] = []
      return rereading(sound, (batch) => {
        only.splice(0, only.length, ...batch)
        return only
      })
    },
  },
  {
    store: 'claims not to be durable',
    noticed: ['loses what was appended or not'],
    alter: () => ({ durable: false }),
  },
  {
    store: 'goes on after a close',
    noticed: [
      'makes later calls throw',
      'ends without an error when the store is closed',
      'throws store-closed after a close',
    ],
    alter: () => ({ close: async () => undefined }),
  },
  {
    store: 'lets a subscription begin after a close, and wait',
    noticed: ['makes later calls throw'],
    alter(sound) {
      let closed = false
      return {
        async close() {
          closed = true
          await sound.close()
        },
        subscribe: (options) => (closed ? leavable(options, silence) : sound.subscribe(options)),
      }
    },
  },
  {
    store: 'cannot be closed twice',
    noticed: [],
    thrown: { 'does nothing the second time': 'store-closed' },
    alter(sound) {
      let closed = false
      return {
        async close() {
          if (closed) throw new LianxiError('store-closed', {})
          closed = true
          await sound.close()
        },
      }
    },
  },
  {
    store: 'drops the appends that run when it is closed',
    noticed: [],
    thrown: { 'lets running appends finish': 'store-closed', 'loses nothing that was acknowledged': 'store-closed' },
    alter: (sound) => ({
      async append(stream, events, expected) {
        const copies = events.map((event) => ({ ...event }))
        await tick()
        await sound.append(stream, copies, expected)
      },
    }),
  },
  {
    store: 'ends a reading of a stream when it is closed, as if there were no more',
    noticed: ['never cuts a reading short'],
    alter(sound) {
      const { cut, close } = cutting(sound)
      return { readStream: (stream, options) => cut(sound.readStream(stream, options)), close }
    },
  },
  {
    store: 'ends a reading of all when it is closed, as if there were no more',
    noticed: ['never cuts a reading short'],
    alter(sound) {
      const { cut, close } = cutting(sound)
      return { readAll: (options) => cut(sound.readAll(options)), close }
    },
  },
  {
    store: 'waits at its close until each subscriber asked for the next',
    noticed: ['waits for no subscriber'],
    alter(sound) {
      let busy = 0
      return {
        async *subscribe(options) {
          for await (const batch of sound.subscribe(options)) {
            busy++
            try {
              yield batch
            } finally {
              busy--
            }
          }
        },
        async close() {
          // for a while only, so that the case behind this one can clear up
          for (let waited = 0; busy > 0 && waited < 400; waited++) await tick()
          await sound.close()
        },
      }
    },
  },
]
