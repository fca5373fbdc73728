// Faults of subscriptions and of view stores.
import type { EventStore } from '../../../event-store.js'
import { memoryViewStore } from '../../../memory-view-store.js'
import type { SavedView, ViewStore } from '../../../view-store.js'
import { tick, type Fault } from './fault.js'

/** A fault of the view store. */
function views(store: string, noticed: readonly string[], alter: (sound: ViewStore) => Partial<ViewStore>): Fault {
  return {
    store,
    noticed,
    alter({ viewStore = memoryViewStore() }: EventStore) {
      return { viewStore: { ...viewStore, ...alter(viewStore) } }
    },
  }
}

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
    noticed: ['goes on behind the position'],
    alter: (sound) => ({ subscribe: ({ after: _, ...rest }) => sound.subscribe(rest) }),
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
    noticed: ['ends without an error when the signal aborts'],
    alter: (sound) => ({
      async *subscribe(options) {
        yield* sound.subscribe(options)
        options.signal.throwIfAborted()
      },
    }),
  },
  {
    store: 'goes on after the signal aborts',
    noticed: ['ends without an error when the signal aborts'],
    alter: (sound) => ({
      subscribe: (options) => sound.subscribe({ ...options, signal: new AbortController().signal }),
    }),
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
  views('finds a view that nobody saved', ['loads nothing', 'drops what is stored'], (sound) => ({
    load: async (key) => (await sound.load(key)) ?? { state: '{}', saves: 0 },
  })),
  views('keeps the first checkpoint', ['keeps state and checkpoint together'], (sound) => ({
    async save(key, next) {
      const checkpoint = (await sound.load(key))?.checkpoint ?? next.checkpoint
      return sound.save(key, checkpoint === undefined ? next : { ...next, checkpoint })
    },
  })),
  views(
    'saves without comparing',
    ['saves only behind', 'of sixteen that save', 'lets two runners', 'holds between stores'],
    (sound) => ({
      async save(key, next) {
        const saves = ((await sound.load(key))?.saves ?? 0) + 1
        return (await sound.save(key, { ...next, saves })) || true
      },
    }),
  ),
  views('compares, then waits, then saves', ['of sixteen that save', 'lets two runners'], (sound) => ({
    async save(key, next) {
      if (((await sound.load(key))?.saves ?? 0) !== next.saves - 1) return false
      await tick()
      await sound.drop(key)
      for (let saves = 1; saves <= next.saves; saves++) await sound.save(key, { ...next, saves })
      return true
    },
  })),
  views(
    'keeps one version of a view',
    ['keeps names, versions and partitions apart', 'drops what is stored'],
    (sound) => ({
      load: (key) => sound.load({ ...key, version: '' }),
      save: (key, next) => sound.save({ ...key, version: '' }, next),
      drop: (key) => sound.drop({ ...key, version: '' }),
    }),
  ),
  views('keeps one partition of a view', ['keeps names, versions and partitions apart'], (sound) => ({
    load: (key) => sound.load({ ...key, partition: '' }),
    save: (key, next) => sound.save({ ...key, partition: '' }, next),
    drop: (key) => sound.drop({ ...key, partition: '' }),
  })),
  views('drops nothing', ['drops what is stored'], () => ({ drop: async () => undefined })),
  views('writes the state anew', ['keeps the state to the byte'], (sound) => ({
    save: (key, next) =>
      sound.save(key, { ...next, state: next.state === '' ? '' : JSON.stringify(JSON.parse(next.state)) }),
  })),
  views('keeps and hands out the objects of the caller', ['keeps what was saved'], () => {
    const kept = new Map<string, SavedView>()
    return {
      load: async ({ name }) => kept.get(name),
      async save({ name }, next) {
        kept.set(name, next)
        return true
      },
    }
  }),
  views('keeps views after the store was closed', ['throws store-closed after a close'], () => memoryViewStore()),
]
