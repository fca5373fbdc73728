import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText } from '../texts/canonical.js'
import { LiveView, viewKey } from './catch-up.js'
import { memoryStore } from '../stores/memory-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import { streamName } from '../terms/stream.js'
import type { HallEvents } from '../testing/hall.js'
import { hallBench, anyCodec, hallName, minute } from '../testing/hall-bench.js'
import { openedHall } from '../testing/opened-hall.js'
import { guestbook, live } from '../testing/view-bench.js'
import type { View } from './view.js'

describe('a view that is kept up', () => {
  it('has all that is stored at the call', async () => {
    const { store, bench, held } = await openedHall(5)
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
    const { store } = await openedHall(5)
    const south = hallBench(store, { name: streamName({ category: 'hall', partition: 'south', id: '1' }) })
    await south.open(south.hold(), 9)
    expect((await live(store).read()).halls).toEqual([{ name: hallName, seats: 5 }])
  })
  it('is frozen, and what did not change keeps its identity', async () => {
    const { store, bench, held } = await openedHall(5)
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
        const { store, bench, held } = await openedHall(5)
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

it('a state that JSON does not keep is refused to whoever asks first, with its path', async () => {
  const { store } = await openedHall(5)
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
