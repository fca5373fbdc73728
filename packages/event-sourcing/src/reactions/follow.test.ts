import { describe, expect, it } from 'vitest'
import { LianxiError } from '../terms/errors.js'
import type { EventStore } from '../stores/event-store.js'
import { memoryStore } from '../stores/memory-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import { following, untilStored } from '../testing/following.js'
import { moment } from '../testing/moment.js'
import { away, key, runner } from '../testing/reaction-bench.js'
import type { ViewStore } from '../stores/view-store.js'

describe('a reaction that follows a store', () => {
  it('answers what is there and what comes, and ends without an error when it is told to', async () => {
    const { bench, held, store, guests, finish, issued } = await following()
    await untilStored(store, 4)
    await held.readTail()
    await bench.take(held, 'bo++')
    await finish(6)
    expect(await guests()).toEqual(['ann', 'ann+', 'ann++', 'bo++', 'bo+++'])
    expect(issued).toEqual(['ann+', 'ann++', 'bo+++'])
  })
  it('keeps how far it came as soon as nothing comes for a moment', async () => {
    const kept = memoryViewStore()
    const saved = moment()
    const viewStore: ViewStore = {
      ...kept,
      async save(at, next) {
        const done = await kept.save(at, next)
        // of the fourth event
        if (next.checkpoint?.endsWith('3') === true) saved.come()
        return done
      },
    }
    const { store, abort, running } = await following({ viewStore })
    await saved.came
    abort()
    await running
    expect((await kept.load(key))?.checkpoint).toBe(await store.head())
  })
  it('does not ask what another had refused while it was on its way, though it would now be granted', async () => {
    const first = await runner()
    const { store, asked, allowed, taken } = heldBack(first.store)
    const late = await runner({ store, viewStore: first.viewStore })
    await first.bench.open(first.held, 1)
    await first.bench.take(first.held, 'ann')
    const end = new AbortController()
    const running = late.follow(end.signal)
    await asked.came
    await first.settle()
    await first.bench.leave(first.held, 'ann')
    allowed.come()
    await taken.came
    end.abort()
    await running
    expect(late.issued).toEqual([])
    expect(await late.reacting.parked()).toMatchObject([{ code: 'hall/hall-full', command: { guest: 'ann+' } }])
  })
  it('does not do what another has done meanwhile', async () => {
    const first = await runner()
    const { store, asked, allowed, taken } = heldBack(first.store)
    const late = await runner({ store, viewStore: first.viewStore })
    await first.bench.open(first.held, 9)
    await first.bench.take(first.held, 'ann')
    const end = new AbortController()
    const running = late.follow(end.signal)
    await asked.came
    await first.settle()
    allowed.come()
    await taken.came
    end.abort()
    await running
    expect(first.issued).toEqual(['ann+', 'ann++'])
    expect(late.issued).toEqual([])
  })
})

/** A store whose subscriptions hand nothing over until they are let. */
function heldBack(sound: EventStore) {
  const [asked, allowed, taken] = [moment(), moment(), moment()]
  const store: EventStore = {
    ...sound,
    async *subscribe(options) {
      for await (const batch of sound.subscribe(options)) {
        asked.come()
        await allowed.came
        yield batch
        taken.come()
      }
    },
  }
  return { store, asked, allowed, taken }
}

/** A store whose subscriptions break off after each batch: they end, or throw. */
function breaking(sound: EventStore, error?: unknown): EventStore {
  return {
    ...sound,
    async *subscribe(options) {
      for await (const batch of sound.subscribe(options)) {
        yield batch.slice(0, 1)
        if (error !== undefined) throw error
        return
      }
    },
  }
}

describe('a subscription', () => {
  it('that ends by itself, or fails for a time, is taken up where it was', async () => {
    for (const error of [undefined, away()]) {
      const sound = memoryStore()
      const { guests, abort, running, issued } = await following({ store: breaking(sound, error) })
      await untilStored(sound, 4)
      abort()
      await running
      expect(await guests()).toEqual(['ann', 'ann+', 'ann++'])
      expect(issued).toEqual(['ann+', 'ann++'])
    }
  })
  it('that fails for good stops the reaction with its error', async () => {
    const error = new LianxiError('store-refused', { store: 'the hall', reason: 'no right to read' })
    const { running } = await following({ store: breaking(memoryStore(), error) })
    await expect(running).rejects.toBe(error)
  })
})
