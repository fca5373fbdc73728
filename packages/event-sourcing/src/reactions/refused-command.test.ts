import { describe, expect, it } from 'vitest'
import { LianxiError } from '../terms/errors.js'
import { memoryStore } from '../stores/memory-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import { settle } from './react.js'
import { Reacting } from './reacting.js'
import { hallBench, hallName, minute, uuid } from '../testing/hall-bench.js'
import { key, reads, runner } from '../testing/reaction-bench.js'
import { streamName } from '../terms/stream.js'
import type { SavedView } from '../stores/view-store.js'

describe('a command that is refused', () => {
  const refused = { code: 'hall/hall-full', command: { type: 'TakeSeat', guest: 'ann+' } }

  it('is parked with its event and the reason, and the reaction goes on', async () => {
    const { bench, held, settle, reacting, issued } = await runner()
    await bench.open(held, 1)
    await bench.take(held, 'ann')
    await settle()
    const [, taken] = await bench.stored()
    const { id, type, stream, revision, position } = taken!
    const event = { id, type, stream, revision, position }
    expect(await reacting.parked()).toEqual([
      { ...refused, event, message: 'all 1 seats are taken', attempts: 1, since: minute(59) },
    ])
    expect(reacting.checkpoint).toBe((await bench.stored()).at(-1)?.position)
    expect(issued).toEqual(['ann+'])
  })
  it('is not tried again, though it would now be granted, nor after a restart', async () => {
    const { bench, held, settle, ...stores } = await runner()
    await bench.open(held, 1)
    await bench.take(held, 'ann')
    await settle()
    await bench.leave(held, 'ann')
    await settle()
    expect(stores.issued).toEqual(['ann+'])
    const again = await runner(stores)
    await again.settle()
    expect(again.issued).toEqual([])
    expect(await again.reacting.parked()).toMatchObject([refused])
  })
  it('is kept at once, so that a program that ends right after does not try it again', async () => {
    const first = await runner()
    await first.bench.open(first.held, 1)
    await first.bench.take(first.held, 'ann')
    const elsewhere = hallBench(first.store, { name: streamName({ category: 'hall', partition: 'south', id: '1' }) })
    const southern = elsewhere.hold()
    await elsewhere.open(southern, 9)
    await elsewhere.take(southern, 'bo')
    const killed = await runner({ ...first, failures: [undefined, new Error('killed')] })
    await expect(killed.settle()).rejects.toThrow('killed')
    await first.bench.leave(first.held, 'ann')
    const again = await runner(first)
    await again.settle()
    expect(again.issued).not.toContain('ann+')
    expect(await again.reacting.parked()).toContainEqual(expect.objectContaining(refused))
  })
  it('is parked once, though two programs had it refused', async () => {
    const one = await runner()
    const other = await runner(one)
    await one.bench.open(one.held, 1)
    await one.bench.take(one.held, 'ann')
    await Promise.all([one.settle(), other.settle()])
    expect(await (await runner(one)).reacting.parked()).toMatchObject([refused])
  })
  it('is not lost between two programs, one of which saved while the other had it refused', async () => {
    const one = await runner()
    await one.bench.open(one.held, 1)
    const other = await runner(one)
    await other.settle()
    // in its own time the other has passed the opening, and says so while this one is on its way
    let meddled = false
    const meddling = {
      ...one.viewStore,
      async save(...save: [typeof key, SavedView]) {
        if (!meddled) await other.reacting.close()
        meddled = true
        return one.viewStore.save(...save)
      },
    }
    const slow = await runner({ ...one, viewStore: meddling })
    await one.bench.take(one.held, 'ann')
    await slow.settle()
    expect(await slow.reacting.parked()).toMatchObject([refused])
    expect(await (await runner(one)).reacting.parked()).toMatchObject([refused])
    const [, taken] = await one.bench.stored()
    expect((await one.viewStore.load(key))?.checkpoint).toBe(taken?.position)
  })
  it.each([
    ['invalid-input', new LianxiError('invalid-input', { what: 'TakeSeat', path: 'guest', reason: 'too long' })],
    ['unknown-command', new LianxiError('unknown-command', { type: 'TakeTable' })],
    ['command-id-reused', new LianxiError('command-id-reused', { stream: hallName, commandId: uuid(1) })],
  ])('because it makes no sense, with %s, is parked too', async (code, failure) => {
    const { bench, held, settle, reacting } = await runner({ failures: [failure] })
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    await settle()
    expect(await reacting.parked()).toMatchObject([{ code, message: failure.message, command: { guest: 'ann+' } }])
  })
})

it('a refused command that JSON does not keep is parked as what is wrong with it', async () => {
  const store = memoryStore()
  const bench = hallBench(store)
  const held = bench.hold()
  const reacting = new Reacting<unknown>({
    reaction: { name: 'careless', from: 'start', on: { SeatTaken: () => [{ type: 'TakeSeat', guest: undefined }] } },
    store,
    viewStore: memoryViewStore(),
    ...reads,
    issue: () =>
      Promise.reject(new LianxiError('invalid-input', { what: 'TakeSeat', path: 'guest', reason: 'is missing' })),
  })
  await reacting.begin()
  await bench.open(held, 9)
  await bench.take(held, 'ann')
  await settle({ reacting: [reacting], store })
  expect(await reacting.parked()).toMatchObject([
    { code: 'invalid-input', command: { unkeepable: expect.stringContaining('guest') } },
  ])
})
