// What was saved beside one store is met beside another: one with the same positions, or one that has the same events elsewhere.
import { describe, expect, it } from 'vitest'
import { canonicalText } from '../texts/canonical.js'
import { LiveView, viewKey } from '../views/catch-up.js'
import type { EventStore } from './event-store.js'
import { memoryStore } from './memory-store.js'
import { memoryViewStore } from './memory-view-store.js'
import type { Position } from '../terms/position.js'
import { streamName } from '../terms/stream.js'
import { anyCodec, collect, hallBench, hallName } from '../testing/hall-bench.js'
import type { HallEvents } from '../testing/hall.js'
import { key as progressKey, runner } from '../testing/reaction-bench.js'
import type { SavedView, ViewStore } from './view-store.js'
import type { View } from '../views/view.js'

const guestList: View<string[], Pick<HallEvents, 'SeatTaken'>> = {
  name: 'guest-list',
  version: 1,
  initialState: () => [],
  on: {
    SeatTaken(state, { data }) {
      state.push(data.guest)
    },
  },
}
const key = viewKey(guestList, anyCodec, 'north')

/** A store with a hall, in which these guests sit. */
async function hallWith(...guests: readonly string[]): Promise<EventStore> {
  const store = memoryStore()
  const bench = hallBench(store)
  const held = bench.hold()
  await bench.open(held, 9)
  for (const guest of guests) await bench.take(held, guest)
  return store
}

/** The same hall in a store in which another was opened before it. */
async function moved(from: EventStore): Promise<EventStore> {
  const store = memoryStore()
  const south = hallBench(store, { name: streamName({ category: 'hall', partition: 'south', id: '1' }) })
  await south.open(south.hold(), 9)
  await store.append(hallName, await collect(from.readStream(hallName)), 'no-stream')
  return store
}

const others: readonly [string, (first: EventStore) => Promise<EventStore>, readonly string[]][] = [
  ['other events at the same positions', () => hallWith('cy', 'di', 'eve'), ['cy', 'di', 'eve']],
  ['the same events at other positions', moved, ['ann', 'bo']],
  ['fewer events', () => hallWith('cy'), ['cy']],
  ['no events', () => hallWith(), []],
]

describe('a view that was saved beside another store', () => {
  function live(store: EventStore, viewStore: ViewStore) {
    return new LiveView({ view: guestList, partition: 'north', store, viewStore, codec: anyCodec })
  }

  async function saved() {
    const [store, viewStore] = [await hallWith('ann', 'bo'), memoryViewStore()]
    const view = live(store, viewStore)
    await view.read()
    await view.save()
    return { store, viewStore }
  }

  it.each(others)('is folded anew, and saved in its place: %s', async (_what, another, guests) => {
    const { store, viewStore } = await saved()
    const there = await another(store)
    const view = live(there, viewStore)
    expect(await view.read()).toEqual(guests)
    await view.save()
    expect(await live(there, viewStore).read()).toEqual(guests)
    expect(await live(store, viewStore).read()).toEqual(['ann', 'bo'])
  })
  it('is told by one event, which is read when the view is taken up and not again', async () => {
    const { store, viewStore } = await saved()
    const read: unknown[] = []
    const counted: EventStore = {
      ...store,
      async *readStream(...asked) {
        for await (const batch of store.readStream(...asked)) {
          read.push(...batch.map(({ revision }) => revision))
          yield batch
        }
      },
    }
    const view = live(counted, viewStore)
    for (const _again of [1, 2]) expect(await view.read()).toEqual(['ann', 'bo'])
    expect(read).toEqual([2])
  })
  it.each<[string, (text: { readonly at: object }) => unknown]>([
    ['as a state alone', () => ['zoe']],
    ['with a mark that is none', ({ at }) => ({ at: { ...at, stream: 'no name' }, state: ['zoe'] })],
    ['with a mark alone', ({ at }) => ({ at })],
    ['with more than is known', ({ at }) => ({ at, state: ['zoe'], by: 'us' })],
  ])('is folded anew where it was saved %s', async (_how, instead) => {
    const { store, viewStore } = await saved()
    const { checkpoint, state } = (await viewStore.load(key)) as Required<SavedView>
    await viewStore.save(key, { state: canonicalText(instead(JSON.parse(state))), checkpoint, saves: 2 })
    expect(await live(store, viewStore).read()).toEqual(['ann', 'bo'])
  })
  it('stays what it is where it cannot be told for a time', async () => {
    const { store, viewStore } = await saved()
    let silent = true
    const view = live(
      {
        ...store,
        readStream(...asked) {
          if (silent) throw new Error('no answer')
          return store.readStream(...asked)
        },
      },
      viewStore,
    )
    await expect(view.read()).rejects.toThrow('no answer')
    silent = false
    expect(await view.read()).toEqual(['ann', 'bo'])
  })
})

describe('the progress of a reaction beside another store', () => {
  const refused = { code: 'progress-of-another-store', retryable: false, details: { reaction: 'friends-come' } }

  async function settled() {
    const [store, viewStore] = [await hallWith('ann'), memoryViewStore()]
    const { settle } = await runner({ store, viewStore })
    await settle()
    return { store, viewStore, progress: await viewStore.load(progressKey) }
  }

  it.each(others)('is refused, and nothing is answered: %s', async (_what, another) => {
    const { store, viewStore, progress } = await settled()
    const there = await another(store)
    const before = await collect(there.readAll())
    await expect(runner({ store: there, viewStore })).rejects.toMatchObject(refused)
    expect(await viewStore.load(progressKey)).toEqual(progress)
    expect(await collect(there.readAll())).toEqual(before)
    const { settle, issued } = await runner({ store, viewStore })
    await settle()
    expect(issued).toEqual([])
  })
  it('is noticed also where both had begun before either answered anything', async () => {
    const viewStore = memoryViewStore()
    const [one, two] = [
      await runner({ store: await hallWith('ann'), viewStore }),
      await runner({ store: await hallWith('cy', 'di', 'eve', 'fay'), viewStore }),
    ]
    await one.settle()
    await expect(two.settle()).rejects.toMatchObject(refused)
    await expect(two.reacting.parked()).rejects.toMatchObject(refused)
    expect(two.issued).toEqual([])
    await one.settle()
  })
  it('that was saved before it was marked is taken up, unless the store ends before it', async () => {
    const { store, progress } = await settled()
    const older = memoryViewStore()
    await older.save(progressKey, { ...(progress as SavedView), state: '{"parked":[]}', saves: 1 })
    const { settle, issued } = await runner({ store, viewStore: older })
    await settle()
    expect(issued).toEqual([])
    await expect(runner({ store: await hallWith(), viewStore: older })).rejects.toMatchObject(refused)
    await expect(runner({ store: memoryStore(), viewStore: older })).rejects.toMatchObject(refused)
  })
  it('bears the mark of the last event that it passed, also where the reaction began at the head', async () => {
    const [store, viewStore] = [await hallWith('ann'), memoryViewStore()]
    const atTheHead = { name: 'friends-come', on: { SeatTaken: () => [] } }
    const { bench, reacting, settle } = await runner({ store, viewStore, reaction: atTheHead })
    expect(JSON.parse((await viewStore.load(progressKey))?.state ?? '')).toEqual({ parked: [] })
    const south = hallBench(store, { name: streamName({ category: 'hall', partition: 'south', id: '1' }) })
    await south.open(south.hold(), 9)
    await settle()
    await reacting.close()
    const [last] = await south.stored()
    expect(await viewStore.load(progressKey)).toEqual({
      checkpoint: last?.position as Position,
      state: canonicalText({ at: { stream: last?.stream, revision: 0, hash: last?.hash }, parked: [] }),
      saves: 2,
    })
    expect(await bench.stored()).toHaveLength(2)
  })
})
