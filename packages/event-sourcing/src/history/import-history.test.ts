import { beforeAll, describe, expect, it } from 'vitest'
import type { EventStore } from '../stores/event-store.js'
import { memoryStore } from '../stores/memory-store.js'
import { streamName, type StreamName } from '../terms/stream.js'
import { collect, uuid } from '../testing/hall-bench.js'
import { elsewhere, ended, failingStore, opening, sealed, streamOf } from '../testing/history-bench.js'
import { linesOf, storeWithHalls } from '../testing/halls.js'
import { verify } from './verify.js'
import { eventLine } from './event-line.js'
import { importHistory, type ImportProgress } from './import-history.js'

let whole: readonly string[]
beforeAll(async () => {
  whole = await linesOf(await storeWithHalls())
})

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

function streamNumber(number: number): StreamName {
  return streamName({ category: 'hall', partition: 'west', id: `${number}` })
}

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
  it('is appended as far as one append goes, where a command is said to have given more', async () => {
    const fields = { data: JSON.stringify('x'.repeat(600_000)), metadata: '{"commandId":"one"}' }
    const first = sealed(elsewhere, 0, fields)
    const lines = [whole[0] ?? '', ...[first, sealed(elsewhere, 1, { ...fields, previous: first.hash })].map(eventLine)]
    expect(await importHistory(memoryStore(), { open: opening(ended(lines)) })).toMatchObject({ appended: 2 })
  })
  it('is appended together as the store says it takes it, up to the bytes of one append', async () => {
    const small = failingStore({ together: 4 })
    await importHistory(small, { open: opening(whole) })
    expect(small.taken).toEqual([4, 4, 4, 4, 2])
    const large = failingStore({ together: 4 })
    const data = JSON.stringify('x'.repeat(400_000))
    const lines = numbers(5).map((number) => eventLine(sealed(streamNumber(number), 0, { id: uuid(number), data })))
    await importHistory(large, { open: opening(ended([whole[0] ?? '', ...lines])) })
    expect(large.taken).toEqual([2, 2, 1])
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
