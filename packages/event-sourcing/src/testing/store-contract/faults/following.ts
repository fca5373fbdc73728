// Faults of subscriptions.
import { collect } from '../samples.js'
import { tick, type Fault } from './fault.js'

export const followFaults: readonly Fault[] = [
  {
    store: 'forgets what comes between catching up and staying live',
    noticed: ['gives what is stored', 'gives a reader that takes its time'],
    alter: (sound) => ({
      async *subscribe(options) {
        const { signal: _, ...rest } = options
        yield* sound.readAll(rest)
        await tick()
        let after
        for await (const batch of sound.readAll()) after = batch.at(-1)?.position
        yield* sound.subscribe(after === undefined ? options : { ...options, after })
      },
    }),
  },
  {
    store: 'begins every subscription at the start',
    noticed: [
      'goes on behind the position',
      'throws invalid-position for an after',
      'throws invalid-position for a position',
      'throws invalid-position for each of these',
    ],
    alter: (sound) => ({ subscribe: ({ after: _, ...rest }) => sound.subscribe(rest) }),
  },
  {
    store: 'gives what was read of the log beside it, not what stands behind the position',
    noticed: ['begun at any moment'],
    alter: (sound) => ({
      async *subscribe({ after, ...options }) {
        const head = after === undefined ? undefined : await sound.head()
        yield* sound.subscribe(head === undefined ? options : { ...options, after: head })
      },
    }),
  },
  {
    store: 'drops what comes while the reader is busy',
    noticed: ['gives a reader that takes its time', 'while others write and read'],
    alter: (sound) => ({
      async *subscribe(options) {
        let busy = false
        for await (const batch of sound.subscribe(options)) {
          if (!busy) yield batch
          busy = !busy
        }
      },
    }),
  },
  {
    store: 'ends a subscription with an error',
    noticed: [],
    thrown: { 'ends without an error when the signal aborts': 'AbortError' },
    alter: (sound) => ({
      async *subscribe(options) {
        yield* sound.subscribe(options)
        options.signal.throwIfAborted()
      },
    }),
  },
  {
    store: 'goes on after the signal aborts',
    noticed: ['ends without an error when the signal aborts', 'gives nothing of what is appended after'],
    alter: (sound) => ({
      subscribe: (options) => sound.subscribe({ ...options, signal: new AbortController().signal }),
    }),
  },
  {
    store: 'keeps whoever leaves waiting behind whoever waits',
    noticed: ['ends where it is left while it waits'],
    alter: (sound) => ({
      async *subscribe(options) {
        yield* sound.subscribe(options)
      },
    }),
  },
  {
    store: 'ends all subscriptions with the first that fails',
    noticed: ['whose reader throws'],
    alter(sound) {
      const failed = new AbortController()
      return {
        async *subscribe(options) {
          try {
            yield* sound.subscribe({ ...options, signal: AbortSignal.any([options.signal, failed.signal]) })
          } finally {
            failed.abort()
          }
        },
      }
    },
  },
  {
    store: 'waits at its close for subscriptions that were left',
    noticed: ['frees the store when it is left early'],
    alter(sound) {
      let open = 0
      return {
        async *subscribe(options) {
          open++
          yield* sound.subscribe(options)
          open--
        },
        async close() {
          await sound.close()
          // for a while only, so that the case behind this one can clear up
          for (let waited = 0; open > 0 && waited < 400; waited++) await tick()
        },
      }
    },
  },
  {
    store: 'leaves a listener on the signal of each subscription',
    noticed: ['leaves no listener'],
    alter: (sound) => ({
      subscribe(options) {
        options.signal.addEventListener('abort', () => {})
        return sound.subscribe(options)
      },
    }),
  },
  {
    store: 'begins a partition anew behind an event that is not of it',
    noticed: ['goes on behind an event of another partition'],
    alter: (sound) => ({
      async *subscribe({ after, ...rest }) {
        // what is no position at all, it refuses
        if (after !== undefined) await collect(sound.readAll({ after, limit: 0 }))
        const own = await collect(sound.readAll(rest.partition === undefined ? {} : { partition: rest.partition }))
        const known = own.some(({ position }) => position === after)
        yield* sound.subscribe(known && after !== undefined ? { ...rest, after } : rest)
      },
    }),
  },
  {
    store: 'keeps the last 64 events for a reader that is busy',
    noticed: ['gives a reader that stood still'],
    alter: (sound) => ({
      async *subscribe(options) {
        const lost = new Set<string>()
        for await (const batch of sound.subscribe(options)) {
          const kept = batch.filter(({ id }) => !lost.has(id))
          const head = await sound.head()
          if (kept.length > 0) yield kept
          const came = await collect(sound.readAll(head === undefined ? {} : { after: head }))
          for (const { id } of came.slice(0, -64)) lost.add(id)
        }
      },
    }),
  },
]
