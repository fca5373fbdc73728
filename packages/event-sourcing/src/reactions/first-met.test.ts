import { describe, expect, it } from 'vitest'
import { memoryStore } from '../stores/memory-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import { settle } from './react.js'
import { hallBench } from '../testing/hall-bench.js'
import { friendsCome, hearer, runner } from '../testing/reaction-bench.js'

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

it('a reaction that begins at the start hears everything, wherever the others stand', async () => {
  const store = memoryStore()
  const bench = hallBench(store)
  const held = bench.hold()
  await bench.open(held, 3)
  await bench.take(held, 'ada')
  const heard: string[] = []
  const hearing = (name: string, from: { readonly from?: 'start' }) =>
    hearer(store, { name, ...from, on: { SeatTaken: () => (heard.push(name), []) } })
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
