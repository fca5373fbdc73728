// What is saved of a view: taken up where it stands, made anew where it is of no use, and missing where there was no room.
import { describe, expect, it } from 'vitest'
import { canonicalText } from '../texts/canonical.js'
import { viewKey } from './catch-up.js'
import { codec } from '../texts/codec.js'
import { LianxiError } from '../terms/errors.js'
import type { EventStore, NewEvent } from '../stores/event-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import type { DeepReadonly } from '../terms/readonly.js'
import type { Schemas } from '../terms/schema.js'
import { events } from '../testing/hall.js'
import { anyCodec, hallName, metadata, uuid } from '../testing/hall-bench.js'
import { openedHall } from '../testing/opened-hall.js'
import { guestbook, live, type Guestbook } from '../testing/view-bench.js'
import type { SavedView, ViewStore } from '../stores/view-store.js'

const readerOf = (store: EventStore) => {
  let read = 0
  const counted: EventStore = {
    ...store,
    async *readAll(options) {
      for await (const batch of store.readAll(options)) {
        read += batch.length
        yield batch
      }
    },
  }
  return { counted, eventsRead: () => read }
}

/** A hall whose seats were taken five thousand times: more than is folded without saving on the way. */
async function withManyVisits(): Promise<EventStore> {
  const { store, bench } = await openedHall(5)
  const [first] = await bench.stored()
  const many = Array.from({ length: 5000 }, (_, index): NewEvent => ({
    id: uuid(1_000_000 + index),
    type: 'SeatTaken',
    data: JSON.stringify({ guest: `guest ${index % 7}`, wishes: [] }),
    metadata: first?.metadata ?? '',
    hash: '',
  }))
  for (let start = 0; start < many.length; start += 500)
    await store.append(hallName, many.slice(start, start + 500), start)
  return store
}

const visitsIn = ({ entries }: DeepReadonly<Guestbook>) =>
  Object.values(entries).reduce((sum, { visits }) => sum + visits, 0)

describe('a view that was saved', () => {
  it('goes on where it stood', async () => {
    const { store, bench, held } = await openedHall(5)
    const viewStore = memoryViewStore()
    for (const guest of ['ann', 'bo']) await bench.take(held, guest)
    const first = live(store, viewStore)
    const state = await first.read()
    await first.save()
    const { counted, eventsRead } = readerOf(store)
    const second = live(counted, viewStore)
    expect(await second.read()).toEqual(state)
    expect(second.checkpoint).toBe(first.checkpoint)
    expect(eventsRead()).toBe(0)
    await bench.take(held, 'cy')
    expect(Object.keys((await second.read()).entries)).toEqual(['ann', 'bo', 'cy'])
    expect(eventsRead()).toBe(1)
  })
  it('is saved as its canonical text with its last event and the position of it, and once for each change', async () => {
    const { store, bench, held } = await openedHall(5)
    const viewStore = memoryViewStore()
    const view = live(store, viewStore)
    const key = { name: 'guestbook', version: '1', partition: 'north' }
    for (const saves of [1, 2]) {
      await bench.take(held, `guest ${saves}`)
      const state = await view.read()
      await view.save()
      await view.save()
      const last = (await bench.stored()).at(-1)
      const at = { stream: hallName, revision: saves, hash: last?.hash }
      const text = canonicalText({ at, state })
      expect(await viewStore.load(key)).toEqual({ state: text, checkpoint: last?.position, saves })
    }
  })
  it('by two programs: the later one to save notices, and both stay right', async () => {
    const { store, bench, held } = await openedHall(5)
    const viewStore = memoryViewStore()
    const [one, other] = [live(store, viewStore), live(store, viewStore)]
    await Promise.all([one.read(), other.read()])
    for (const guest of ['ann', 'dee']) {
      await bench.take(held, guest)
      await one.read()
      await one.save()
    }
    await bench.take(held, 'bo')
    await other.read()
    await other.save()
    const key = viewKey(guestbook, anyCodec, 'north')
    expect(await viewStore.load(key)).toMatchObject({ saves: 2, checkpoint: one.checkpoint })
    await bench.take(held, 'cy')
    await other.read()
    await other.save()
    expect(await viewStore.load(key)).toMatchObject({ saves: 3, checkpoint: other.checkpoint })
    await one.read()
    await one.save()
    expect(canonicalText(await one.read())).toBe(canonicalText(await other.read()))
    expect(canonicalText(await live(store, viewStore).read())).toBe(canonicalText(await live(store).read()))
  })
  it('under another version of the view, or of an event that it hears, is left alone', () => {
    const changed = codec<Schemas>({
      events,
      metadata,
      upcasters: { SeatTaken: [(data) => data], SeatLeft: [(data) => data] },
    })
    expect(viewKey(guestbook, anyCodec, 'north').version).toBe('1')
    expect(viewKey({ ...guestbook, version: 2 }, anyCodec, 'north').version).toBe('2')
    expect(viewKey(guestbook, changed, 'north')).toEqual({
      name: 'guestbook',
      version: '1+SeatTaken@2',
      partition: 'north',
    })
  })
  it('is saved on the way through a long history', async () => {
    const store = await withManyVisits()
    const viewStore = memoryViewStore()
    await live(store, viewStore).read()
    const saved = await viewStore.load(viewKey(guestbook, anyCodec, 'north'))
    expect(saved?.saves).toBe(1)
    const { counted, eventsRead } = readerOf(store)
    const resumed = await live(counted, viewStore).read()
    expect(eventsRead()).toBeLessThan(1000)
    expect(visitsIn(resumed)).toBe(5000)
  })
})

describe('a view that cannot be saved on the way', () => {
  function full(error: Error) {
    const viewStore = memoryViewStore()
    let tries = 0
    const save: ViewStore['save'] = async () => {
      tries += 1
      throw error
    }
    return { viewStore, failing: { ...viewStore, save }, tries: () => tries }
  }
  const noRoom = new LianxiError('store-full', { path: 'views.db', reason: 'the disk is full' })

  it('for want of room is read all the same, and who saves in the end is told', async () => {
    const store = await withManyVisits()
    const { viewStore, failing, tries } = full(noRoom)
    const { counted, eventsRead } = readerOf(store)
    const view = live(counted, failing)
    expect(visitsIn(await view.read())).toBe(5000)
    expect(tries()).toBe(1)
    expect(visitsIn(await view.read())).toBe(5000)
    expect(eventsRead()).toBe(5001)
    await expect(view.save()).rejects.toBe(noRoom)
    failing.save = viewStore.save
    await view.save()
    const saved = await viewStore.load(viewKey(guestbook, anyCodec, 'north'))
    expect(saved).toMatchObject({ saves: 1, checkpoint: view.checkpoint })
  })
  it('for a reason that does not pass is told of it at once', async () => {
    const damaged = new LianxiError('store-damaged', { path: 'views.db', reason: 'a page is torn' })
    const { failing } = full(damaged)
    await expect(live(await withManyVisits(), failing).read()).rejects.toBe(damaged)
  })
})

describe('what was saved of a view and is of no use', () => {
  const key = viewKey(guestbook, anyCodec, 'north')

  it.each([
    ['a text that is no JSON', { state: '{"entries":', saves: 1 }],
    [
      'a position that this store never gave',
      { state: `{"at":{"stream":"${hallName}","revision":9,"hash":""},"state":{}}`, checkpoint: '00', saves: 1 },
    ],
  ])('%s: the view is folded anew, and saved in its place', async (_, saved) => {
    const { store } = await openedHall(5)
    const viewStore = memoryViewStore()
    // as a store may give back what another program, or a disk, made of it
    await viewStore.save(key, saved as SavedView)
    const view = live(store, viewStore)
    expect((await view.read()).halls).toEqual([{ name: hallName, seats: 5 }])
    await view.save()
    expect(await viewStore.load(key)).toMatchObject({ saves: 2, checkpoint: view.checkpoint })
  })
})
