// Several programs run one reaction on one store: whatever comes between, and wherever they end, the streams are those of one that settled.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventStore, RecordedEvent } from '../stores/event-store.js'
import { memoryStore } from '../stores/memory-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import { collect, hallBench, uuid } from '../testing/hall-bench.js'
import { key, runner } from '../testing/reaction-bench.js'
import type { ViewStore } from '../stores/view-store.js'

interface Stores {
  readonly store: EventStore
  readonly viewStore: ViewStore
}

/** The same stores, where something happens before each thing that is asked of them. */
function disturbed({ store, viewStore }: Stores, before: () => Promise<void>): Stores {
  async function* after(batches: () => AsyncIterable<readonly RecordedEvent[]>) {
    await before()
    for await (const batch of batches()) {
      yield batch
      await before()
    }
  }
  return {
    store: {
      ...store,
      append: async (...append) => (await before(), store.append(...append)),
      readStream: (...read) => after(() => store.readStream(...read)),
      readAll: (...read) => after(() => store.readAll(...read)),
      subscribe: (options) => after(() => store.subscribe(options)),
    },
    viewStore: {
      ...viewStore,
      load: async (key) => (await before(), viewStore.load(key)),
      save: async (...save) => (await before(), viewStore.save(...save)),
    },
  }
}

interface Hall extends Stores {
  /** Aborts as soon as all this has come of it. */
  endAt(expected: Outcome, end: AbortController): Promise<void>
}

/** A hall with these guests in it, none of whose friends has come. */
async function hallWith(guests: readonly string[], seats: number): Promise<Hall> {
  const [store, viewStore] = [memoryStore(), memoryViewStore()]
  const looks = new Set<() => Promise<void>>()
  const bench = hallBench(store)
  const held = bench.hold()
  await bench.open(held, seats, { commandId: uuid(7000) })
  for (const [index, guest] of guests.entries()) await bench.take(held, guest, { commandId: uuid(7001 + index) })

  async function look(): Promise<void> {
    for (const each of looks) await each()
  }

  return {
    store: { ...store, append: async (...append) => (await store.append(...append), look()) },
    viewStore: {
      ...viewStore,
      async save(...save) {
        const done = await viewStore.save(...save)
        await look()
        return done
      },
    },
    async endAt({ events, parked }, end) {
      looks.add(async () => {
        const saved = await viewStore.load(key)
        const count = saved === undefined ? 0 : JSON.parse(saved.state).parked.length
        if ((await store.head()) === events.at(-1)?.position && count >= parked.length) end.abort()
      })
      await look()
    },
  }
}

interface Outcome {
  readonly events: readonly RecordedEvent[]
  readonly parked: readonly unknown[]
}

/** What came of it: the stream to the byte, and what is parked. */
async function outcome({ store, viewStore }: Stores): Promise<Outcome> {
  const { reacting } = await runner({ store, viewStore })
  const parked = await reacting.parked()
  return {
    events: await collect(store.readAll()),
    parked: parked.map(({ event, command }) => [event.revision, command]),
  }
}

/** What comes of it where one program settles, undisturbed. */
async function settled(guests: readonly string[], seats: number) {
  const stores = await hallWith(guests, seats)
  await (await runner(stores)).settle()
  return outcome(stores)
}

/** Runs until the signal aborts, or the program is dead. */
async function runUntil(signal: AbortSignal, stores: Stores): Promise<void> {
  try {
    const { follow } = await runner(stores)
    await follow(signal)
  } catch (error) {
    // told as it is, or with the name of the reaction that it stopped
    if (!(error instanceof Error && error.message.endsWith('killed'))) throw error
  }
}

// some friends find a seat, the last do not
const guests = ['ann', 'bo++', 'cy+', 'di', 'eve+']
const seats = 9

describe('a program that runs a reaction', () => {
  it('may be told to end at any moment: what it left, the next one does', async () => {
    const expected = await settled(guests, seats)
    let ended = true
    for (let moment = 1; ended; moment += 1) {
      const stores = await hallWith(guests, seats)
      const end = new AbortController()
      let left = moment
      const before = async () => void (--left === 0 && end.abort())
      const program = await runner(disturbed(stores, before))
      await stores.endAt(expected, end)
      await program.follow(end.signal)
      await program.reacting.close()
      ended = left <= 0
      await (await runner(stores)).settle()
      expect(await outcome(stores), `ended at moment ${moment}`).toEqual(expected)
    }
  })
  it('may be killed at any moment', async () => {
    const expected = await settled(guests, seats)
    let dead = true
    for (let moment = 1; dead; moment += 1) {
      const stores = await hallWith(guests, seats)
      let left = moment
      const before = async () => {
        if (--left <= 0) throw new Error('killed')
      }
      const end = new AbortController()
      await stores.endAt(expected, end)
      await runUntil(end.signal, disturbed(stores, before))
      dead = left <= 0
      await (await runner(stores)).settle()
      expect(await outcome(stores), `killed at moment ${moment}`).toEqual(expected)
    }
  })
})

const aGuest = fc
  .tuple(fc.constantFrom('ann', 'bo', 'cy', 'di', 'eve'), fc.nat(3))
  .map(([name, friends]) => name + '+'.repeat(friends))

/** How many things a program asks of its stores before it is killed. */
const aLife = fc.option(fc.nat(80), { nil: Number.POSITIVE_INFINITY })

it('two that run at once, in whatever order their steps come and wherever they are killed, do what one does that settles', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.record({
        present: fc.uniqueArray(aGuest, { minLength: 1, maxLength: 6 }),
        places: fc.integer({ min: 2, max: 14 }),
        lives: fc.tuple(aLife, aLife),
      }),
      async (scheduler, { present, places, lives }) => {
        const expected = await settled(present, places)
        const stores = await hallWith(present, places)
        const end = new AbortController()
        await stores.endAt(expected, end)
        const programs = lives.map((life) => {
          let left = life
          const before = async () => {
            if (left-- <= 0) throw new Error('killed')
            await scheduler.schedule(Promise.resolve())
          }
          return runUntil(end.signal, disturbed(stores, before))
        })
        await scheduler.waitFor(Promise.all(programs))
        await (await runner(stores)).settle()
        expect(await outcome(stores)).toEqual(expected)
      },
    ),
    { seed: 20170701, numRuns: 60 },
  )
}, 60_000)

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
