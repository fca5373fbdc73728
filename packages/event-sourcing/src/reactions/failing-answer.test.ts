import { describe, expect, it } from 'vitest'
import type { ErrorPolicy } from '../waiting/error-policy.js'
import { LianxiError } from '../terms/errors.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import { following, untilStored } from '../testing/following.js'
import { collect, uuid } from '../testing/hall-bench.js'
import { moment } from '../testing/moment.js'
import { away, friendsCome, runner } from '../testing/reaction-bench.js'
import type { ViewStore } from '../stores/view-store.js'

const soon = { firstMs: 1, longestMs: 2 }

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
    await untilStored(store, 4)
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
