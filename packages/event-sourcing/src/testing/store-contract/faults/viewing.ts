// Faults of view stores.
import type { EventStore } from '../../../stores/event-store.js'
import { memoryViewStore } from '../../../stores/memory-view-store.js'
import type { SavedView, ViewStore } from '../../../stores/view-store.js'
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

export const viewFaults: readonly Fault[] = [
  views('claims not to be durable', ['says truly whether what is saved'], () => ({ durable: false })),
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
    ['saves only behind', 'of sixteen that save', 'lets two runners of one view count', 'holds between stores'],
    (sound) => ({
      async save(key, next) {
        const saves = ((await sound.load(key))?.saves ?? 0) + 1
        return (await sound.save(key, { ...next, saves })) || true
      },
    }),
  ),
  views(
    'compares, then waits, then saves',
    ['of sixteen that save', 'lets two runners of one view count'],
    (sound) => ({
      async save(key, next) {
        if (((await sound.load(key))?.saves ?? 0) !== next.saves - 1) return false
        await tick()
        await sound.drop(key)
        for (let saves = 1; saves <= next.saves; saves++) await sound.save(key, { ...next, saves })
        return true
      },
    }),
  ),
  views('moves the checkpoint of a save that lost', ['lets two runners of one view save'], (sound) => ({
    async save(key, next) {
      if (await sound.save(key, next)) return true
      const stored = await sound.load(key)
      if (stored !== undefined) await sound.save(key, { ...next, state: stored.state, saves: stored.saves + 1 })
      return false
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
