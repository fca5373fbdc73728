import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText } from '../texts/canonical.js'
import { LiveView, viewKey } from './catch-up.js'
import { codec } from '../texts/codec.js'
import { LianxiError } from '../terms/errors.js'
import type { EventStore, NewEvent } from '../stores/event-store.js'
import { memoryStore } from '../stores/memory-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import type { DeepReadonly } from '../terms/readonly.js'
import { streamName } from '../terms/stream.js'
import { events } from '../testing/hall.js'
import { hallBench, anyCodec, hallName, metadata, minute, uuid } from '../testing/hall-bench.js'
import type { SavedView, ViewStore } from '../stores/view-store.js'
import type { View } from './view.js'
import type { Output, Schemas } from '../terms/schema.js'

interface Guestbook {
  entries: Record<string, { visits: number; last: string }>
  halls: { name: string; seats: number }[]
}
type HallEvents = { [N in keyof typeof events]: Output<(typeof events)[N]> }

const guestbook: View<Guestbook, Pick<HallEvents, 'SeatTaken' | 'HallOpened'>> = {
  name: 'guestbook',
  version: 1,
  initialState: () => ({ entries: {}, halls: [] }),
  on: {
    HallOpened(state, { stream, data }) {
      state.halls.push({ name: stream, seats: data.seats })
    },
    SeatTaken(state, { data, metadata }) {
      const known = state.entries[data.guest]
      state.entries[data.guest] = { visits: (known?.visits ?? 0) + 1, last: metadata.occurredAt }
    },
  },
}

function live(store: EventStore, viewStore: ViewStore = memoryViewStore(), texts = anyCodec) {
  return new LiveView({ view: guestbook, partition: 'north', store, viewStore, codec: texts })
}

async function opened() {
  const store = memoryStore()
  const bench = hallBench(store)
  const held = bench.hold()
  await bench.open(held, 5)
  return { store, bench, held }
}

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
  const { store, bench } = await opened()
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

describe('a view that is kept up', () => {
  it('has all that is stored at the call', async () => {
    const { store, bench, held } = await opened()
    const view = live(store)
    await bench.take(held, 'ann', { at: minute(3) })
    expect(await view.read()).toEqual({
      entries: { ann: { visits: 1, last: minute(3) } },
      halls: [{ name: hallName, seats: 5 }],
    })
    await bench.take(held, 'bo')
    expect(Object.keys((await view.read()).entries)).toEqual(['ann', 'bo'])
  })
  it('sees its partition alone', async () => {
    const { store } = await opened()
    const south = hallBench(store, { name: streamName({ category: 'hall', partition: 'south', id: '1' }) })
    await south.open(south.hold(), 9)
    expect((await live(store).read()).halls).toEqual([{ name: hallName, seats: 5 }])
  })
  it('is frozen, and what did not change keeps its identity', async () => {
    const { store, bench, held } = await opened()
    const view = live(store)
    await bench.take(held, 'ann')
    const first = await view.read()
    expect(Object.isFrozen(first.entries['ann'])).toBe(true)
    expect(await view.read()).toBe(first)
    await bench.leave(held, 'ann')
    expect(await view.read()).toBe(first)
    await bench.take(held, 'bo')
    const second = await view.read()
    expect(second).not.toBe(first)
    expect(second.halls).toBe(first.halls)
    expect(second.entries['ann']).toBe(first.entries['ann'])
    expect(Object.keys(first.entries)).toEqual(['ann'])
  })
  it('of an empty store is its first state, and is not worth saving', async () => {
    const store = memoryStore()
    const viewStore = memoryViewStore()
    const view = live(store, viewStore)
    expect(await view.read()).toEqual(guestbook.initialState())
    expect(view.checkpoint).toBeUndefined()
    await view.save()
    expect(await viewStore.load(viewKey(guestbook, anyCodec, 'north'))).toBeUndefined()
  })
  it('rebuilt equals live, byte for byte, wherever it was read, saved and taken up again', async () => {
    const step = fc.record({
      guest: fc.constantFrom('ann', 'bo', 'cy', '沈', '9', '10'),
      does: fc.constantFrom('take', 'leave'),
      then: fc.constantFrom('nothing', 'read', 'save', 'restart'),
    } as const)
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { store, bench, held } = await opened()
        const viewStore = memoryViewStore()
        let view = live(store, viewStore)
        for (const { guest, does, then } of steps) {
          await bench[does](held, guest)
          if (then !== 'nothing') await view.read()
          if (then === 'save' || then === 'restart') await view.save()
          if (then === 'restart') view = live(store, viewStore)
        }
        const rebuilt = canonicalText(await live(store).read())
        expect(canonicalText(await view.read())).toBe(rebuilt)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a view that was saved', () => {
  it('goes on where it stood', async () => {
    const { store, bench, held } = await opened()
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
    const { store, bench, held } = await opened()
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
    const { store, bench, held } = await opened()
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

describe('an event that stops a view', () => {
  type Stored = Pick<NewEvent, 'type' | 'data'>
  const about = {
    actor: { role: 'host' },
    commandHash: '0'.repeat(64),
    commandId: uuid(1),
    occurredAt: minute(0),
    recordedAt: minute(0),
    schemaVersion: 1,
  }
  const event = (id: number, { type, data }: Stored): NewEvent => {
    return { id: uuid(id), type, data, metadata: canonicalText(about), hash: '' }
  }

  it.each<[string, Stored, string]>([
    ['that cannot be read', { type: 'SeatTaken', data: '{"guest":1,"wishes":[]}' }, 'unreadable-event'],
    [
      'of a name that is newer than the program, though the view hears no such name',
      { type: 'SeatSwapped', data: '{}' },
      'newer-event',
    ],
  ])('%s is named, each time, and the view stays as it was before', async (_what, stored, code) => {
    const { store, bench, held } = await opened()
    const viewStore = memoryViewStore()
    await bench.take(held, 'ann')
    const view = live(store, viewStore)
    const before = await view.read()
    await view.save()
    const saved = await viewStore.load(viewKey(guestbook, anyCodec, 'north'))
    await store.append(
      hallName,
      [event(2, { type: 'SeatTaken', data: '{"guest":"bo","wishes":[]}' }), event(3, stored)],
      1,
    )
    const refused = { code, details: { stream: hallName, revision: 3 } }
    await expect(view.read()).rejects.toMatchObject(refused)
    await expect(view.read()).rejects.toMatchObject(refused)
    await view.save()
    expect(await viewStore.load(viewKey(guestbook, anyCodec, 'north'))).toEqual(saved)
    expect(Object.keys(before.entries)).toEqual(['ann'])
  })
  it('stops it no more once the program can read it', async () => {
    const { store, bench, held } = await opened()
    const viewStore = memoryViewStore()
    await bench.take(held, 'ann')
    const view = live(store, viewStore)
    await view.read()
    await view.save()
    await store.append(
      hallName,
      [
        event(2, { type: 'SeatSwapped', data: '{"swapped":[1,2]}' }),
        event(3, { type: 'SeatTaken', data: '{"guest":"bo","wishes":[]}' }),
      ],
      1,
    )
    await expect(view.read()).rejects.toMatchObject({ code: 'newer-event' })
    const upgraded = codec<Schemas>({ events: { ...events, SeatSwapped: events.HallFilled }, metadata })
    expect(Object.keys((await live(store, viewStore, upgraded).read()).entries)).toEqual(['ann', 'bo'])
  })
  it('does not make it count twice what stands before it', async () => {
    const { store, bench, held } = await opened()
    await bench.take(held, 'ann')
    let upgraded = false
    const view = live(store, memoryViewStore(), {
      ...anyCodec,
      decode(recorded) {
        if (recorded.revision === 1 && !upgraded) throw new Error('cannot be read yet')
        return anyCodec.decode(recorded)
      },
    })
    await expect(view.read()).rejects.toThrow('cannot be read yet')
    upgraded = true
    expect((await view.read()).halls).toHaveLength(1)
  })
  it('is none where the view only does not hear it', async () => {
    const { store } = await opened()
    // it is not even parsed: what is in it is for those who hear it
    await store.append(hallName, [event(2, { type: 'SeatLeft', data: 'no JSON' })], 0)
    expect((await live(store).read()).halls).toHaveLength(1)
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
    const { store } = await opened()
    const viewStore = memoryViewStore()
    // as a store may give back what another program, or a disk, made of it
    await viewStore.save(key, saved as SavedView)
    const view = live(store, viewStore)
    expect((await view.read()).halls).toEqual([{ name: hallName, seats: 5 }])
    await view.save()
    expect(await viewStore.load(key)).toMatchObject({ saves: 2, checkpoint: view.checkpoint })
  })
})

it('a state that JSON does not keep is refused to whoever asks first, with its path', async () => {
  const { store } = await opened()
  const careless: View<{ last?: string | undefined }, Pick<HallEvents, 'HallOpened'>> = {
    name: 'careless',
    version: 1,
    initialState: () => ({}),
    on: {
      HallOpened(state) {
        state.last = undefined
      },
    },
  }
  const view = new LiveView({
    view: careless,
    partition: 'north',
    store,
    viewStore: memoryViewStore(),
    codec: anyCodec,
  })
  await expect(view.read()).rejects.toMatchObject({ code: 'invalid-input', details: { path: 'last' } })
})
