import { describe, expect, it } from 'vitest'
import type { ErrorPolicy } from '../waiting/error-policy.js'
import { LianxiError } from '../terms/errors.js'
import type { EventStore } from '../stores/event-store.js'
import { memoryStore } from '../stores/memory-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import { collect, uuid } from '../testing/hall-bench.js'
import { friendsCome, key, runner, type Setting } from '../testing/reaction-bench.js'
import type { ViewStore } from '../stores/view-store.js'

const soon = { firstMs: 1, longestMs: 2 }
const away = () => new LianxiError('store-unavailable', { store: 'the hall', reason: 'nobody answers' })

/** Waits until so many events are stored. */
async function stored(store: EventStore, count: number): Promise<void> {
  const enough = new AbortController()
  let seen = 0
  for await (const batch of store.subscribe({ signal: enough.signal })) {
    seen += batch.length
    if (seen >= count) enough.abort()
  }
}

/** A hall of nine seats in which ann sits, and a reaction that follows it: two friends will come. */
async function following(setting: Setting = {}) {
  const program = await runner(setting)
  const { bench, held, store, reacting } = program
  await bench.open(held, 9, { commandId: uuid(7001) })
  await bench.take(held, 'ann', { commandId: uuid(7002) })
  const end = new AbortController()
  const running = program.follow(end.signal)
  // its end is awaited in each test
  running.catch(() => undefined)
  return {
    ...program,
    running,
    abort: () => end.abort(),
    async finish(count = 4) {
      await Promise.race([stored(store, count), running])
      end.abort()
      await running
      await reacting.close()
    },
  }
}

describe('a reaction that follows a store', () => {
  it('answers what is there and what comes, and ends without an error when it is told to', async () => {
    const { bench, held, store, guests, finish, issued } = await following()
    await stored(store, 4)
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
    const { abort, running, issued, settle, ...stores } = await following({
      store: first.store,
      viewStore: first.viewStore,
    })
    await stored(first.store, 4)
    abort()
    await running
    await settle()
    const late = await runner(stores)
    const end = new AbortController()
    const again = late.follow(end.signal)
    end.abort()
    await again
    expect(issued).toEqual(['ann+', 'ann++'])
    expect(late.issued).toEqual([])
  })
})

function moment(): { readonly came: Promise<void>; come(): void } {
  let come = () => {}
  const came = new Promise<void>((resolve) => {
    come = resolve
  })
  return { came, come: () => come() }
}

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
      await stored(sound, 4)
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

describe('an answer that fails', () => {
  const stopped = { code: 'reaction-stopped' }
  const failing = (count: number, error: unknown) => Array.from({ length: count }, () => error)

  it('for a time is tried again until it does well', async () => {
    const { finish, guests, reacting } = await following({ failures: failing(7, away()), onError: { retry: soon } })
    await finish()
    expect(await guests()).toEqual(['ann', 'ann+', 'ann++'])
    expect(await reacting.parked()).toEqual([])
  })
  it('so often as the policy allows is parked, and the reaction goes on', async () => {
    const onError: ErrorPolicy = { retry: { ...soon, attempts: 3 }, then: 'park' }
    const { bench, held, store, finish, guests, reacting } = await following({ failures: failing(3, away()), onError })
    await bench.take(held, 'bo+++')
    await bench.take(held, 'cy++')
    await finish(5)
    expect(await guests()).toEqual(['ann', 'bo+++', 'cy++', 'cy+++'])
    const [, taken] = await collect(store.readAll())
    const parked = await reacting.parked()
    expect(parked).toMatchObject([{ event: { id: taken?.id }, code: 'store-unavailable', attempts: 3 }])
    expect(parked[0]).not.toHaveProperty('command')
  })
  it('so often as the policy allows stops it where that is said, with nothing skipped', async () => {
    const error = away()
    const { running, reacting, settle, store, guests } = await following({
      failures: failing(3, error),
      onError: { retry: { ...soon, attempts: 3 } },
    })
    const [, taken] = await collect(store.readAll())
    await expect(running).rejects.toMatchObject({
      ...stopped,
      message: expect.stringContaining('nobody answers'),
      details: { reaction: 'friends-come', stream: taken?.stream, revision: 1, type: 'SeatTaken' },
      retryable: true,
      cause: error,
    })
    expect(await reacting.parked()).toEqual([])
    await settle()
    expect(await guests()).toEqual(['ann', 'ann+', 'ann++'])
  })
  it('with a mistake of the program stops it at once', async () => {
    const error = new TypeError('name of undefined')
    const { running, issued } = await following({ failures: [error], onError: { retry: soon } })
    await expect(running).rejects.toMatchObject({ ...stopped, retryable: false, cause: error })
    expect(issued).toEqual([])
  })
  it('with a mistake of the program is parked where the policy says so, by the reaction before the engine', async () => {
    const broken = {
      ...friendsCome,
      onError: { then: 'park' } as const,
      on: {
        SeatTaken(event: Parameters<typeof friendsCome.on.SeatTaken>[0]) {
          if (event.data.guest === 'ann') throw new TypeError('name of undefined')
          return friendsCome.on.SeatTaken(event)
        },
      },
    }
    const { bench, held, finish, reacting, guests } = await following({ reaction: broken, onError: { then: 'stop' } })
    await bench.take(held, 'bo++')
    await finish(4)
    expect(await guests()).toEqual(['ann', 'bo++', 'bo+++'])
    expect(await reacting.parked()).toMatchObject([
      { event: { type: 'SeatTaken', revision: 1 }, code: 'unexpected', message: 'name of undefined', attempts: 1 },
    ])
  })
  it('at an event that is newer than the program is never parked', async () => {
    const { store, bench, held, running, reacting } = await following({ onError: { then: 'park' } })
    await stored(store, 4)
    await held.readTail()
    const newer = { id: uuid(8000), type: 'SeatSwapped', data: '{}', metadata: '{}', hash: '' }
    await store.append(held.name, [newer], held.revision)
    await expect(running).rejects.toMatchObject({ code: 'newer-event' })
    expect(await reacting.parked()).toEqual([])
    expect(await bench.stored()).toHaveLength(5)
  })
  it('with what ends everything alike is told as it is, of whatever reaction', async () => {
    for (const error of [
      new LianxiError('store-closed', {}),
      new LianxiError('store-refused', { store: 'the hall', reason: 'no right' }),
    ]) {
      const { running } = await following({ failures: [error], onError: { then: 'park' } })
      await expect(running).rejects.toBe(error)
    }
  })
  it('and cannot be kept stops it there too, by name', async () => {
    const error = new Error('no room for a list')
    const kept = memoryViewStore()
    const save: ViewStore['save'] = (at, next) =>
      next.state.includes('store-unavailable') ? Promise.reject(error) : kept.save(at, next)
    const { running } = await following({
      viewStore: { ...kept, save },
      failures: [away()],
      onError: { retry: { attempts: 1 }, then: 'park' },
    })
    await expect(running).rejects.toMatchObject({ ...stopped, details: { revision: 1 }, cause: error })
  })
  it('holds up nobody else while it waits, and waits no longer when it is told to end', async () => {
    const day = 86_400_000
    const waiting = await following({
      failures: failing(9, away()),
      onError: { retry: { firstMs: day, longestMs: day } },
    })
    const other = await following({ ...waiting, failures: [], reaction: { ...friendsCome, name: 'others-come' } })
    await other.finish()
    expect(await other.guests()).toEqual(['ann', 'ann+', 'ann++'])
    expect(waiting.issued).toEqual([])
    waiting.abort()
    await waiting.running
  })
  it('to be kept is kept by a later try, and the command is not asked again', async () => {
    const kept = memoryViewStore()
    let refusals = 2
    let issuedWhenKept: readonly string[] | undefined
    const saved = moment()
    const viewStore: ViewStore = {
      ...kept,
      async save(at, next) {
        if (!next.state.includes('hall-full')) return kept.save(at, next)
        if (refusals-- > 0) throw away()
        issuedWhenKept ??= [...issued]
        saved.come()
        return kept.save(at, next)
      },
    }
    const { bench, held, follow, reacting, issued } = await runner({ viewStore, onError: { retry: soon } })
    await bench.open(held, 2)
    await bench.take(held, 'ann')
    await bench.take(held, 'bo')
    const end = new AbortController()
    const running = follow(end.signal)
    await saved.came
    end.abort()
    await running
    expect((await reacting.parked())[0]).toMatchObject({ code: 'hall/hall-full', attempts: 1 })
    expect(issuedWhenKept).toEqual(['ann+'])
    expect(issued.filter((guest) => guest === 'ann+')).toHaveLength(1)
  })
})
