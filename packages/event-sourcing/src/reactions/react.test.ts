import { describe, expect, it } from 'vitest'
import { memoryStore } from '../stores/memory-store.js'
import { settle } from './react.js'
import { friendsCome, hearer, key, runner } from '../testing/reaction-bench.js'

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
    const { bench, held, settle, standing, reacting } = await runner()
    await bench.open(held, 9)
    await bench.take(held, 'ann')
    await settle()
    const [opened, ann] = await bench.stored()
    expect(standing).toEqual([opened?.position, ann?.position])
    expect(reacting.checkpoint).toBe((await bench.stored()).at(-1)?.position)
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

it('one reaction that fails does not hold up the others, and its error is thrown in the end', async () => {
  const { store, bench, held, reacting, guests } = await runner()
  const wrong = hearer(store, {
    name: 'wrong',
    from: 'start',
    on: {
      SeatTaken: () => {
        throw new Error('a mistake of the app')
      },
    },
  })
  await wrong.begin()
  await bench.open(held, 9)
  await bench.take(held, 'ann')
  await expect(settle({ reacting: [wrong, reacting], store })).rejects.toThrow('a mistake of the app')
  expect(await guests()).toEqual(['ann', 'ann+', 'ann++'])
})
