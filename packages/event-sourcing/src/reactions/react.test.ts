import { describe, expect, it } from 'vitest'
import { LianxiError } from '../terms/errors.js'
import { memoryStore } from '../stores/memory-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import { settle } from './react.js'
import { Reacting } from './reacting.js'
import { hallBench, hallName, minute, uuid } from '../testing/hall-bench.js'
import { friendsCome, key, reads, runner, type Invite } from '../testing/reaction-bench.js'
import { streamName } from '../terms/stream.js'
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

describe('settling', () => {
  it('answers what the answers caused, until nothing is left', async () => {
    const { bench, held, settle, guests, issued, reacting } = await runner()
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    await settle()
    expect(await guests()).toEqual(['ann', 'ann+', 'ann++'])
    await settle()
    expect(issued).toEqual(['ann+', 'ann++'])
    const stored = await bench.stored()
    expect(reacting.checkpoint).toBe(stored.at(-1)?.position)
  })
  it('moves the checkpoint after the answer, never before', async () => {
    const { bench, held, settle, standing } = await runner()
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    await settle()
    const [, taken] = await bench.stored()
    expect(standing[0] ?? '').not.toBe(taken?.position)
  })
  it('is harmless when it is repeated from the start', async () => {
    const first = await runner()
    await first.bench.open(first.held, 9)
    await first.bench.take(first.held, 'ann')
    await first.settle()
    const before = await first.bench.stored()
    await first.viewStore.drop(key)
    const second = await runner({ store: first.store, viewStore: first.viewStore })
    await second.settle()
    expect(second.issued).toEqual(['ann+', 'ann++'])
    expect(await first.bench.stored()).toEqual(before)
  })
  it('stops where it is told to, and goes on later', async () => {
    const { bench, held, settle, guests } = await runner()
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    const stop = new AbortController()
    stop.abort()
    await expect(settle(stop.signal)).rejects.toMatchObject({ name: 'AbortError' })
    expect(await guests()).toEqual(['ann'])
    await settle()
    expect(await guests()).toEqual(['ann', 'ann+', 'ann++'])
  })
  it('passes many reactions over the same events, each from where it stands', async () => {
    const store = memoryStore()
    const one = await runner({ store })
    await one.bench.open(one.held, 9)
    await one.bench.take(one.held, 'ann')
    await one.settle()
    const other = await runner({ store, reaction: { ...friendsCome, name: 'friends-come-again' } })
    await settle({ reacting: [one.reacting, other.reacting], store })
    expect(one.issued).toEqual(['ann+', 'ann++'])
    // they are seated already: what this one asks for is so
    expect(other.issued).toEqual(['ann+', 'ann++'])
    expect(await other.guests()).toEqual(['ann', 'ann+', 'ann++'])
  })
})

describe('a reaction that a store meets first', () => {
  it('answers what is there already where it begins at the start', async () => {
    const store = memoryStore()
    const bench = hallBench(store)
    const held = bench.hold()
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    const { settle, issued } = await runner({ store })
    await settle()
    expect(issued).toEqual(['ann+', 'ann++'])
  })
  it('lets it be where it begins at the head, and answers what comes', async () => {
    const store = memoryStore()
    const bench = hallBench(store)
    const held = bench.hold()
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    const { from: _, ...atHead } = friendsCome
    const viewStore = memoryViewStore()
    const first = await runner({ store, viewStore, reaction: atHead })
    await first.settle()
    expect(first.issued).toEqual([])
    await bench.take(held, 'bo')
    // where it begins was written when it was first met, not when it first settled
    const second = await runner({ store, viewStore, reaction: atHead })
    await second.settle()
    expect(second.issued).toEqual(['bo+', 'bo++', 'bo+++'])
  })
  it('begins at the start of a store that was empty then', async () => {
    const { from: _, ...atHead } = friendsCome
    const { bench, held, settle, issued } = await runner({ reaction: atHead })
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    await settle()
    expect(issued).toEqual(['ann+', 'ann++'])
  })
  it('begins where the faster of two programs began', async () => {
    const { from: _, ...atHead } = friendsCome
    const store = memoryStore()
    const bench = hallBench(store)
    const held = bench.hold()
    await bench.open(held, 9)
    const shared = memoryViewStore()
    // the slower one looks first, and begins last
    const slow = { ...shared }
    let faster: Awaited<ReturnType<typeof runner>> | undefined
    slow.load = async (of) => {
      if (faster !== undefined) return shared.load(of)
      faster = await runner({ store, viewStore: shared, reaction: atHead })
      await bench.take(held, 'ann')
      return undefined
    }
    const slower = await runner({ store, viewStore: slow, reaction: atHead })
    expect(slower.reacting.checkpoint).toBe(faster?.reacting.checkpoint)
    await slower.settle()
    expect(slower.issued).toEqual(['ann+', 'ann++'])
  })
})

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

describe("an error that is not the command's", () => {
  it.each([
    ['a busy store', new LianxiError('store-busy', { path: 'hall.db', reason: 'locked' })],
    ['ten conflicts', new LianxiError('revision-conflict', { stream: hallName, expected: 1, actual: 2 })],
    ['a closed store', new LianxiError('store-closed', {})],
    ['a closed engine', new LianxiError('engine-closed', {})],
    [
      'a stream that a newer program wrote to',
      new LianxiError('newer-event', { stream: hallName, revision: 1, type: 'SeatSwapped', schemaVersion: 1 }),
    ],
  ])('stops the reaction at that event: %s; it goes on once that is mended', async (_what, failure) => {
    const { bench, held, settle, reacting, guests } = await runner({ failures: [failure] })
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    await expect(settle()).rejects.toBe(failure)
    expect(await reacting.parked()).toEqual([])
    await settle()
    expect(await guests()).toEqual(['ann', 'ann+', 'ann++'])
  })
  it('but a bug stops it so too, and is told with the name of the reaction and the event', async () => {
    const cause = new TypeError('a bug')
    const { bench, held, settle, reacting, guests } = await runner({ failures: [cause] })
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    const reason = 'a bug'
    await expect(settle()).rejects.toMatchObject({
      code: 'reaction-stopped',
      details: { reaction: 'friends-come', stream: hallName, revision: 1, type: 'SeatTaken', reason },
      retryable: false,
      cause,
    })
    expect(await reacting.parked()).toEqual([])
    await settle()
    expect(await guests()).toEqual(['ann', 'ann+', 'ann++'])
  })
  it('an event that is newer than the program stops it there, heard or not', async () => {
    const { store, bench, held, settle, issued } = await runner()
    await bench.open(held, 9)
    await store.append(hallName, [{ id: uuid(8000), type: 'SeatSwapped', data: '{}', metadata: '{}', hash: '' }], 0)
    await expect(settle()).rejects.toMatchObject({ code: 'newer-event', details: { revision: 1 } })
    expect(issued).toEqual([])
  })
})

describe('closing', () => {
  it('keeps the checkpoint also where only events were passed that are not heard', async () => {
    const { bench, held, settle, viewStore, reacting } = await runner()
    await bench.open(held, 9)
    await settle()
    await reacting.close()
    const [opened] = await bench.stored()
    expect((await viewStore.load(key))?.checkpoint).toBe(opened?.position)
  })
})

it('a reaction that begins at the start hears everything, wherever the others stand', async () => {
  const store = memoryStore()
  const bench = hallBench(store)
  const held = bench.hold()
  await bench.open(held, 3)
  await bench.take(held, 'ada')
  const heard: string[] = []
  const hearing = (name: string, from: { readonly from?: 'start' }) =>
    new Reacting<Invite>({
      reaction: { name, ...from, on: { SeatTaken: () => (heard.push(name), []) } },
      store,
      viewStore: memoryViewStore(),
      ...reads,
      issue: () => Promise.reject(new Error('nothing is issued')),
    })
  const orders = [
    [hearing('first', { from: 'start' }), hearing('second', {}), hearing('third', {})],
    [hearing('first', {}), hearing('second', { from: 'start' }), hearing('third', {})],
  ]
  for (const reacting of orders) {
    for (const each of reacting) await each.begin()
    await settle({ reacting, store })
  }
  expect(heard).toEqual(['first', 'second'])
})

describe('two programs that both go on for long', () => {
  it('what one had refused, the other does not try, though it would now be granted', async () => {
    const one = await runner()
    const other = await runner({ store: one.store, viewStore: one.viewStore })
    await one.bench.open(one.held, 1)
    await one.bench.take(one.held, 'ann')
    await one.settle()
    expect(await one.reacting.parked()).toHaveLength(1)
    await other.settle()
    expect(other.issued).toEqual([])
    expect(await other.reacting.parked()).toEqual(await one.reacting.parked())
  })
  it('a store that is always ahead is said to be so, and nobody waits for ever', async () => {
    const kept = memoryViewStore()
    let refusing = false
    const viewStore: ViewStore = {
      ...kept,
      save: (at, next) => (refusing ? Promise.resolve(false) : kept.save(at, next)),
    }
    const { bench, held, settle } = await runner({ viewStore })
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    refusing = true
    await expect(settle()).rejects.toMatchObject({ code: 'store-busy', retryable: true })
  })
})

it('one reaction that fails does not hold up the others, and its error is thrown in the end', async () => {
  const { store, bench, held, reacting, guests } = await runner()
  const wrong = new Reacting<Invite>({
    reaction: {
      name: 'wrong',
      from: 'start',
      on: {
        SeatTaken: () => {
          throw new Error('a mistake of the app')
        },
      },
    },
    store,
    viewStore: memoryViewStore(),
    ...reads,
    issue: () => Promise.reject(new Error('nothing is issued')),
  })
  await wrong.begin()
  await bench.open(held, 9)
  await bench.take(held, 'ann')
  await expect(settle({ reacting: [wrong, reacting], store })).rejects.toThrow('a mistake of the app')
  expect(await guests()).toEqual(['ann', 'ann+', 'ann++'])
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

describe('a reaction that gives anything but a list of commands', () => {
  const invite = { type: 'TakeSeat', guest: 'bo' } as const
  it.each([
    ['a promise', async () => [invite]],
    ['a promise', () => Promise.reject(new Error('nobody waits for it'))],
    ['one thing, which is no list', () => invite],
    ['one thing, which is no list', () => 'TakeSeat'],
    ['nothing', () => undefined],
  ])('is told that it gave %s, and no more comes of it', async (what, SeatTaken) => {
    // as from an app without types
    const reaction = { ...friendsCome, on: { SeatTaken } } as unknown as typeof friendsCome
    const { bench, held, settle, reacting, issued } = await runner({ reaction, onError: { then: 'park' } })
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    await settle()
    expect(issued).toEqual([])
    expect(await reacting.parked()).toMatchObject([
      {
        code: 'invalid-input',
        message: `reaction friends-come: on.SeatTaken: gives ${what}; it is to give a list of commands, at once`,
      },
    ])
  })
})
