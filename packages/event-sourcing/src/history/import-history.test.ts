import { beforeAll, describe, expect, it } from 'vitest'
import type { EventStore } from '../event-store.js'
import { memoryStore } from '../memory-store.js'
import { collect } from '../testing/hall-bench.js'
import { linesOf, storeWithHalls } from '../testing/halls.js'
import { verify } from '../verify.js'
import { importHistory, type ImportProgress } from './import-history.js'
import { elsewhere, opening, sealed, streamOf } from '../testing/history-bench.js'

let whole: readonly string[]
beforeAll(async () => {
  whole = await linesOf(await storeWithHalls())
})

describe('a history that is imported', () => {
  it('is the same history: exported again it gives the same lines, and verify says the same', async () => {
    const [source, store] = [await storeWithHalls(), memoryStore()]
    expect(await importHistory(store, { open: opening(whole) })).toEqual({ events: 21, streams: 3, appended: 21 })
    expect(await linesOf(store)).toEqual(whole)
    expect(await verify(store)).toEqual(await verify(source))
  })
  it('of one partition brings that one', async () => {
    const store = memoryStore()
    const lines = await linesOf(await storeWithHalls(), { partition: 'north' })
    expect(await importHistory(store, { open: opening(lines) })).toEqual({ events: 14, streams: 2, appended: 14 })
    expect(await linesOf(store, { partition: 'north' })).toEqual(lines)
  })
  it('may be empty', async () => {
    const lines = await linesOf(memoryStore())
    expect(await importHistory(memoryStore(), { open: opening(lines) })).toEqual({ events: 0, streams: 0, appended: 0 })
  })
  it('is appended command by command, as it was', async () => {
    const appends: number[] = []
    const store = memoryStore()
    const watched = {
      ...store,
      append: (...[stream, events, expected]: Parameters<EventStore['append']>) => {
        appends.push(events.length)
        return store.append(stream, events, expected)
      },
    }
    await importHistory(watched, { open: opening(whole) })
    // the guest who takes the last seat fills the hall
    expect(appends.toSorted()).toEqual([...Array.from({ length: 15 }, () => 1), 2, 2, 2])
  })
  it('leaves alone what else the store holds, and goes on behind it', async () => {
    const store = memoryStore()
    const other = sealed(elsewhere, 0)
    await store.append(elsewhere, [other], 'no-stream')
    await importHistory(store, { open: opening(whole) })
    expect((await collect(store.readAll())).map(({ stream }) => stream)).toEqual([
      elsewhere,
      ...whole.map(streamOf).filter((stream) => stream !== undefined),
    ])
  })
  it('is told of while it is checked and while it is appended', async () => {
    const told: ImportProgress[] = []
    await importHistory(memoryStore(), { open: opening(whole), onProgress: (progress) => told.push(progress) })
    expect(told).toEqual([
      { step: 'check', events: 21 },
      { step: 'append', events: 21, of: 21 },
    ])
  })
})
