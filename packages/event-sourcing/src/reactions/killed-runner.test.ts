import { describe, expect, it } from 'vitest'
import { memoryStore } from '../stores/memory-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import { uuid } from '../testing/hall-bench.js'
import { runner, type key } from '../testing/reaction-bench.js'
import type { SavedView, ViewStore } from '../stores/view-store.js'

/** A view store whose saves fail from now on, as if the process ended before them. */
function failing(viewStore: ViewStore, saves: { left: number }): ViewStore {
  return {
    ...viewStore,
    async save(...save: [typeof key, SavedView]) {
      if (saves.left-- <= 0) throw new Error('killed')
      return viewStore.save(...save)
    },
  }
}

describe('a program that ends between a command and its checkpoint', () => {
  it('and starts again leaves the same events', async () => {
    const whole = await runner()
    await whole.bench.open(whole.held, 9, { commandId: uuid(7001) })
    await whole.bench.take(whole.held, 'ann', { commandId: uuid(7002) })
    await whole.settle()
    const expected = await whole.bench.stored()

    const store = memoryStore()
    const viewStore = memoryViewStore()
    const killed = await runner({ store, viewStore: failing(viewStore, { left: 1 }) })
    await killed.bench.open(killed.held, 9, { commandId: uuid(7001) })
    await killed.bench.take(killed.held, 'ann', { commandId: uuid(7002) })
    await expect(killed.settle()).rejects.toThrow('killed')
    expect(killed.issued).toEqual(['ann+', 'ann++'])

    const again = await runner({ store, viewStore })
    await again.settle()
    expect(again.issued).toEqual(['ann+', 'ann++'])
    expect(await again.bench.stored()).toEqual(expected)
  })
  it('does not judge anew what left no event: that is kept at once', async () => {
    const first = await runner()
    await first.bench.open(first.held, 9)
    await first.bench.take(first.held, 'bo+++')
    await first.bench.take(first.held, 'bo++')
    // the friend of bo++ sits there already; then the program ends, and the friend leaves
    await first.bench.take(first.held, 'cy')
    const killed = await runner({ ...first, failures: [undefined, new Error('killed')] })
    await expect(killed.settle()).rejects.toThrow('killed')
    await first.bench.leave(first.held, 'bo+++')
    const again = await runner(first)
    await again.settle()
    expect(killed.issued).toEqual(['bo+++'])
    expect(again.issued).toEqual(['cy+', 'cy++', 'cy+++'])
    expect(await again.guests()).toEqual(['bo++', 'cy', 'cy+', 'cy++', 'cy+++'])
  })
})
