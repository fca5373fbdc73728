import { describe, expect, it } from 'vitest'
import { eventHash } from '../texts/chain.js'
import type { NewEvent } from '../stores/event-store.js'
import { memoryStore } from '../stores/memory-store.js'
import { hallName, uuid } from '../testing/hall-bench.js'
import { guests, linesOf, storeWithHalls } from '../testing/halls.js'
import { exportHistory } from './export-history.js'

/** A store that holds one event as somebody else may have stored it, with a hash that fits. */
async function holding(event: Partial<NewEvent>) {
  const store = memoryStore()
  const whole = { id: uuid(1), type: 'HallOpened', data: '{"seats":3}', metadata: '{}', ...event }
  const hash = eventHash({ previous: '', stream: hallName, revision: 0 }, whole)
  await store.append(hallName, [{ hash, ...whole }], 'no-stream')
  return store
}

describe('a history as lines', () => {
  it('begins with what it is, has a line of JSON an event in the order of the store, and ends with what was counted', async () => {
    const lines = (await linesOf(await storeWithHalls())).map((line) => JSON.parse(line))
    expect(lines[0]).toEqual({ format: 'lianxi-history', version: 1 })
    expect(lines[4]).toEqual({
      stream: 'hall-north.1',
      revision: 1,
      id: expect.any(String),
      type: 'SeatTaken',
      metadata: expect.objectContaining({ actor: { role: 'host' } }),
      data: { guest: 'ann', wishes: ['a seat for ann'] },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(lines.at(-1)).toEqual({ events: 21, streams: 3, checksum: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(lines).toHaveLength(23)
  })
  it('breaks no line, also for readers of lines that know more ends than the newline', async () => {
    const lines = await linesOf(await storeWithHalls())
    expect(lines.filter((line) => /[\n\r\u2028\u2029]/.test(line))).toEqual([])
    expect(
      lines.filter((line) => line.startsWith('{"stream"') && JSON.parse(line).data.guest === guests[3]),
    ).toHaveLength(3)
  })
  it('is to the letter what was published as version 1', async () => {
    expect(await linesOf(await holding({}))).toEqual([
      '{"format":"lianxi-history","version":1}',
      '{"stream":"hall-north.1","revision":0,"id":"00000000-0000-4000-8000-000000000001","type":"HallOpened","metadata":{},"data":{"seats":3},"hash":"b6a59742aed36f29d83c580a5b55fe84a4c9e781f6d52459a3ff548bf91831c2"}',
      '{"events":1,"streams":1,"checksum":"b2c409040df464055d769e479885de342e827ca4baa16d6db693082e4749a500"}',
    ])
  })
  it('of an empty store is two lines', async () => {
    expect(await linesOf(memoryStore())).toEqual([
      '{"format":"lianxi-history","version":1}',
      expect.stringMatching(/^\{"events":0,"streams":0,"checksum":"[0-9a-f]{64}"\}$/),
    ])
  })
  it('can be of one partition', async () => {
    const store = await storeWithHalls()
    const lines = await linesOf(store, { partition: 'south' })
    expect(lines[0]).toBe('{"format":"lianxi-history","version":1,"partition":"south"}')
    expect(lines.slice(1, -1).map((line) => JSON.parse(line).stream)).toEqual(
      Array.from({ length: 7 }, () => 'hall-south.2'),
    )
    expect(lines.at(-1)).toContain('"events":7,"streams":1,')
  })
  it('tells how far it is, and stops when it is told to', async () => {
    const store = await storeWithHalls()
    const told: number[] = []
    await linesOf(store, { onProgress: (events) => told.push(events) })
    expect(told).toEqual([21])
    const stop = new AbortController()
    const given: string[] = []
    const reading = (async () => {
      for await (const line of exportHistory(store, { signal: stop.signal })) {
        given.push(line)
        if (given.length === 3) stop.abort()
      }
    })()
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
    expect(given).toHaveLength(3)
  })
})

describe('an event that is not as it was sealed', () => {
  it.each([
    ['a hash that does not follow from it', { hash: '0'.repeat(64) }, /^hash: /],
    ['data that is no JSON', { data: '{' }, 'data: is no canonical JSON'],
    ['data that is JSON in another spelling', { data: '{ "seats": 3 }' }, 'data: is no canonical JSON'],
    ['metadata in another order', { metadata: '{"b":1,"a":1}' }, 'metadata: is no canonical JSON'],
    ['an id that is no UUID', { id: 'first' }, 'id: is no UUID in lower case'],
  ])('is not exported: %s', async (_what, fields, reason) => {
    await expect(linesOf(await holding(fields))).rejects.toMatchObject({
      code: 'chain-broken',
      details: { stream: hallName, revision: 0, reason: expect.stringMatching(reason) },
    })
  })
})
