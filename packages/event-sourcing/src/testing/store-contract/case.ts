// What a case of the store contract is, and what it is given to work with.
import { LianxiError } from '../../errors.js'
import type { EventStore } from '../../event-store.js'

/** Where one case keeps its events. */
export interface StorePlace {
  /** Opens a store on this place: again after a close where stores are durable, and twice at once where several processes may share them. */
  open(): EventStore | Promise<EventStore>
  /** Clears the place away, after every store on it was closed. */
  remove?(): void | Promise<void>
}

/** A store without one of these declares so, and the cases that need it are named as skipped. */
export interface StoreCapabilities {
  /** What was appended outlives the store that appended it. */
  readonly durable: boolean
  /** Several stores, in several processes, may be open on one place at once. */
  readonly severalProcesses: boolean
}

export interface StoreUnderTest {
  readonly name: string
  /** Makes an empty place; every case has its own. */
  place(): StorePlace | Promise<StorePlace>
  readonly capabilities: StoreCapabilities
  /** Whether the store keeps views as well. */
  readonly viewStore: boolean
  /** How long a case waits for an event or an end that must come, in milliseconds; 4,000 unless said. */
  readonly patience?: number
  /** The property that compares the store with a model: how many sequences (20 unless said), from which seed. */
  readonly property?: { readonly runs?: number; readonly seed?: number }
}

/** What a case works with. Whatever it opens is closed behind it. */
export interface Stage {
  open(): Promise<EventStore>
  /** Opens a store on another, empty place. */
  openElsewhere(): Promise<EventStore>
  /** The answer, or `law-broken` where it does not come in time. */
  inTime<T>(what: string, answer: Promise<T>): Promise<T>
  readonly property: { readonly runs: number; readonly seed: number }
}

export type Need = keyof StoreCapabilities | 'viewStore'

export interface StoreCase {
  /** A sentence of the port. */
  readonly law: string
  readonly needs?: readonly Need[]
  run(stage: Stage): Promise<void>
}

export interface Chapter {
  readonly title: string
  readonly cases: readonly StoreCase[]
}

export function broken(law: string, difference: string): never {
  throw new LianxiError('law-broken', { law, difference })
}

async function inTime<T>(patience: number, { what, answer }: { what: string; answer: Promise<T> }): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    const reason = new LianxiError('law-broken', { law: what, difference: `it did not come within ${patience} ms` })
    timer = setTimeout(() => reject(reason), patience)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Runs a case on a place of its own, and leaves nothing open. */
export async function runCase(subject: StoreUnderTest, { run }: StoreCase): Promise<void> {
  const patience = subject.patience ?? 4_000
  const places: StorePlace[] = []
  const stores: EventStore[] = []

  async function newPlace(): Promise<StorePlace> {
    const place = await subject.place()
    places.push(place)
    return place
  }

  async function openOn(place: StorePlace): Promise<EventStore> {
    const store = await place.open()
    stores.push(store)
    return store
  }

  const own = await newPlace()
  try {
    await run({
      open: () => openOn(own),
      openElsewhere: async () => openOn(await newPlace()),
      inTime: (what, answer) => inTime(patience, { what, answer }),
      property: { runs: subject.property?.runs ?? 20, seed: subject.property?.seed ?? 20170701 },
    })
  } finally {
    for (const store of stores) await store.close()
    for (const place of places) await place.remove?.()
  }
}
