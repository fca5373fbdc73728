import { describe, expect, it } from 'vitest'
import { LianxiError } from '../terms/errors.js'
import type { EventStore } from '../stores/event-store.js'
import { HeldStreams, type Recency } from './held-streams.js'
import { memoryStore } from '../stores/memory-store.js'
import { hall, type Hall } from '../testing/hall.js'
import { hallBench, hallCodec, hallName } from '../testing/hall-bench.js'
import { streamName } from '../terms/stream.js'

const here = { partition: 'north', id: '1' }
const guestCount = ({ guests }: { guests: readonly unknown[] }) => guests.length

/** A memory store that counts how often a stream is read. */
function counted(): { readonly store: EventStore; readonly reads: () => number } {
  const store = memoryStore()
  let reads = 0
  return {
    reads: () => reads,
    store: {
      ...store,
      readStream: (...read) => {
        reads++
        return store.readStream(...read)
      },
    },
  }
}

function open({ recency = { used: () => {} }, decider = hall }: { recency?: Recency; decider?: typeof hall } = {}) {
  const { store, reads } = counted()
  const bench = hallBench(store, { decider })
  const streams = new HeldStreams({ decider, store, codec: hallCodec, recency })
  return { store, reads, bench, streams }
}

describe('a stream in use', () => {
  it('is held: the second command does not load it again', async () => {
    const { bench, streams, reads } = open()
    await streams.use(here, (held) => bench.open(held, 3))
    const before = reads()
    await streams.use(here, (held) => bench.take(held, 'ann'))
    expect(reads()).toBe(before)
  })
  it('is forgotten when the bound says so, and loaded again after', async () => {
    const kept = new Map<string, () => void>()
    const { bench, streams, reads } = open({ recency: { used: (stream, _events, forget) => kept.set(stream, forget) } })
    const first = await streams.use(here, async (held) => {
      await bench.open(held, 3)
      return held
    })
    kept.get(hallName)?.()
    const before = reads()
    await streams.use(here, async (held) => {
      expect(held).not.toBe(first)
      expect(held.revision).toBe(-1)
      await bench.take(held, 'ann')
      expect(held.revision).toBe(1)
    })
    expect(reads()).toBe(before + 1)
  })
  it('tells the bound how much it holds, and more as it grows', async () => {
    const told: (readonly [string, number])[] = []
    const { bench, streams } = open({ recency: { used: (stream, events) => told.push([stream, events]) } })
    await streams.use(here, (held) => bench.open(held, 1))
    await streams.use(here, (held) => bench.take(held, 'ann'))
    const [first, second] = told
    expect(told).toHaveLength(2)
    expect(first?.[0]).toBe(hallName)
    expect((second?.[1] ?? 0) - (first?.[1] ?? 0)).toBe(2)
  })
  it('that does not exist is not held: asking after many does not fill the memory', async () => {
    const told: number[] = []
    const { bench, streams } = open({ recency: { used: (_stream, events) => told.push(events) } })
    expect(await streams.ask(here, guestCount)).toBe(0)
    expect(streams.recall(here, guestCount)).toBeUndefined()
    expect(told).toEqual([])
    await streams.use(here, (held) => bench.open(held, 3))
    expect(streams.recall(here, guestCount)).toBe(0)
    expect(told).not.toEqual([])
  })
  it('is forgotten only when its last use ends, so that its commands stay in one queue', async () => {
    const { bench, streams } = open({ recency: { used: (_stream, _events, forget) => forget() } })
    await streams.use(here, async (outer) => {
      await bench.open(outer, 3)
      for (const guest of ['ann', 'bo']) {
        await streams.use(here, async (held) => {
          expect(held).toBe(outer)
          await bench.take(held, guest)
        })
      }
      expect(streams.recall(here, guestCount)).toBe(2)
      await bench.take(outer, 'cy')
    })
    expect(streams.recall(here, guestCount)).toBeUndefined()
  })
})

describe('a question to a stream', () => {
  it('is answered from the store as it is now', async () => {
    const { bench, streams } = open()
    await streams.use(here, (held) => bench.open(held, 3))
    await bench.take(bench.hold(), 'ann')
    expect(streams.recall(here, guestCount)).toBe(0)
    expect(await streams.ask(here, guestCount)).toBe(1)
    expect(streams.recall(here, guestCount)).toBe(1)
    expect(await streams.ask(here, (_state, revision) => revision)).toBe(1)
  })
  it('is answered from what is held alone only where the stream was read', async () => {
    const { bench, streams } = open()
    const seatCount = ({ seats }: { seats: number }) => seats
    await bench.open(bench.hold(), 3)
    expect(streams.recall(here, seatCount)).toBeUndefined()
    const asked = streams.ask(here, seatCount)
    expect(streams.recall(here, seatCount)).toBeUndefined()
    expect(await asked).toBe(3)
    expect(streams.recall(here, seatCount)).toBe(3)
  })
  it('does not wait for the commands of the stream, which may be waiting for its answer', async () => {
    const { bench, streams } = open()
    await streams.use(here, (held) => bench.open(held, 3))
    const receipt = await streams.use(here, (held) =>
      bench.take(held, 'ann', { facts: async () => ({ invited: (await streams.ask(here, guestCount)) === 0 }) }),
    )
    expect(receipt).toHaveProperty('events')
    expect(await streams.ask(here, guestCount)).toBe(1)
  })
  it('sees the streams of its own aggregate alone', async () => {
    const { bench, streams } = open()
    const elsewhere = hallBench(memoryStore(), { name: streamName({ category: 'hall', partition: 'south', id: '1' }) })
    await elsewhere.open(elsewhere.hold(), 3)
    await bench.open(bench.hold(), 5)
    expect(await streams.ask({ partition: 'south', id: '1' }, ({ seats }) => seats)).toBe(0)
  })
})

describe('a held stream after an error', () => {
  it('is kept where the error came before any event', async () => {
    const { bench, streams } = open()
    const first = await streams.use(here, async (held) => {
      await bench.open(held, 3)
      return held
    })
    for (const error of [new Error('a bug'), new LianxiError('store-busy', { path: 'hall.db', reason: 'locked' })]) {
      await expect(
        streams.use(here, async () => {
          throw error
        }),
      ).rejects.toBe(error)
    }
    expect(await streams.use(here, async (held) => held)).toBe(first)
  })
  it('is dropped where an event was half folded, also for those who only ask', async () => {
    let broken = true
    const bug = new Error('a bug in evolve')
    const decider: typeof hall = {
      ...hall,
      evolve: {
        ...hall.evolve,
        SeatTaken(state: Hall, ...event) {
          state.left.push('half way')
          if (broken) throw bug
          state.left.pop()
          hall.evolve.SeatTaken(state, ...event)
        },
      },
    }
    const { bench, streams } = open({ decider })
    await streams.use(here, (held) => bench.open(held, 3))
    await expect(streams.use(here, (held) => bench.take(held, 'ann'))).rejects.toBe(bug)
    await expect(streams.ask(here, guestCount)).rejects.toBe(bug)
    broken = false
    expect(await streams.ask(here, ({ guests, left }) => [guests.length, left])).toEqual([1, []])
  })
})
