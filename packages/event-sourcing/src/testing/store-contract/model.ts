// The contract as one property: whatever is asked of a store, it answers as a simple model does.
import * as fc from 'fast-check'
import { hasCode, isLianxiError } from '../../errors.js'
import type { EventStore, NewEvent, RecordedEvent } from '../../event-store.js'
import { streamParts, type StreamName } from '../../stream.js'
import { assertSame } from '../difference.js'
import { broken, type Chapter, type Stage } from './case.js'
import { allEvents, sample, stream, streamEvents, withoutPositions } from './samples.js'

const names = [stream('a'), stream('b'), stream('a', 'south')] as const
const aName = fc.constantFrom(...names)
const aLimit = fc.option(fc.nat(6), { nil: Number.POSITIVE_INFINITY })

/** One thing that is asked of a store. `behind` is how far the expected revision is from the true one: 0 is right. */
const anAsk = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('append' as const),
      name: aName,
      behind: fc.oneof(
        { weight: 4, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: -2, max: 2 }) },
      ),
      count: fc.nat(4),
      /** Which event's id comes again at the end: of this append, or of all that are stored. */
      again: fc.option(fc.nat(20), { freq: 8 }),
      text: fc.string({ unit: 'binary', maxLength: 8 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('stream' as const), name: aName, from: fc.nat(8), limit: aLimit }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('all' as const),
      partition: fc.constantFrom(undefined, 'north', 'south', 'west'),
      behind: fc.option(fc.nat(20), { nil: undefined }),
      limit: aLimit,
    }),
  },
)

type Ask = typeof anAsk extends fc.Arbitrary<infer A> ? A : never
type Append = Extract<Ask, { type: 'append' }>

interface Promises {
  /** Whether an id that is stored already is refused. */
  readonly idIndex: boolean
}

/** What is stored, as a list: the port in its shortest words. */
class Model {
  readonly all: (NewEvent & { stream: StreamName; revision: number })[] = []
  readonly #promises: Promises

  constructor(promises: Promises) {
    this.#promises = promises
  }

  of(name: StreamName) {
    return this.all.filter((event) => event.stream === name)
  }

  /** The events whose ids a store must not take again. */
  repeatable(events: readonly NewEvent[]): readonly NewEvent[] {
    return this.#promises.idIndex ? [...events, ...this.all] : events
  }

  append(
    name: StreamName,
    { events, expected }: { events: readonly NewEvent[]; expected: number | 'no-stream' },
  ): string {
    const before = this.of(name).length
    if (expected !== (before === 0 ? 'no-stream' : before - 1)) return `revision-conflict ${before - 1}`
    if (events.length === 0) return 'append-refused'
    const stored = new Set(this.#promises.idIndex ? this.all.map(({ id }) => id) : [])
    for (const { id } of events) {
      if (stored.has(id)) return `duplicate-event ${id}`
      stored.add(id)
    }
    this.all.push(...events.map((event, index) => ({ ...event, stream: name, revision: before + index })))
    return 'stored'
  }
}

async function answerOf(append: Promise<void>): Promise<string> {
  try {
    await append
    return 'stored'
  } catch (error) {
    if (hasCode(error, 'revision-conflict')) return `${error.code} ${error.details.actual}`
    if (hasCode(error, 'duplicate-event')) return `${error.code} ${error.details.id}`
    return isLianxiError(error) ? error.code : String(error)
  }
}

function toAppend(model: Model, { name, behind, count, again, text }: Append, first: number) {
  const events = Array.from({ length: count }, (_, index) =>
    sample(first + index, { data: JSON.stringify(text), type: text }),
  )
  const repeated = again === null ? undefined : model.repeatable(events)[again]
  const last = model.of(name).length - 1 + behind
  const expected = last < 0 ? ('no-stream' as const) : last
  return { events: repeated === undefined ? events : [...events, sample(0, { id: repeated.id })], expected }
}

async function compare(store: EventStore, asks: readonly Ask[], promises: Promises): Promise<void> {
  const model = new Model(promises)
  for (const [index, ask] of asks.entries()) {
    if (ask.type === 'append') {
      const append = toAppend(model, ask, index * 10)
      const answer = await answerOf(store.append(ask.name, append.events, append.expected))
      assertSame(`${index}: append to ${ask.name} at ${append.expected}`, model.append(ask.name, append), answer)
    } else if (ask.type === 'stream') {
      const expected = model.of(ask.name).slice(ask.from, ask.from + ask.limit)
      assertSame(
        `${index}: ${ask.name} from ${ask.from}`,
        expected,
        withoutPositions(await streamEvents(store, ask.name, ask)),
      )
    } else {
      await compareAll({ store, model }, ask)
    }
  }
  assertSame('in the end, all events', model.all, withoutPositions(await allEvents(store)))
}

async function compareAll(
  { store, model }: { store: EventStore; model: Model },
  { partition, behind, limit }: Extract<Ask, { type: 'all' }>,
): Promise<void> {
  const positions = (await allEvents(store)).map(({ position }) => position)
  const after = behind === undefined ? undefined : positions[behind]
  const behindIt = after === undefined ? model.all : model.all.slice((behind ?? 0) + 1)
  const expected = behindIt
    .filter((event) => partition === undefined || streamParts(event.stream).partition === partition)
    .slice(0, limit)
  const read: RecordedEvent[] = await allEvents(store, {
    limit,
    ...(partition === undefined ? {} : { partition }),
    ...(after === undefined ? {} : { after }),
  })
  assertSame(`all of ${partition ?? 'all'} after ${after}, limit ${limit}`, expected, withoutPositions(read))
}

/** Whatever is asked, the store answers as a list of events would that keeps these promises. */
export async function assertLikeAList({ elsewhere, property }: Stage, promises: Promises): Promise<void> {
  const asked = fc.asyncProperty(fc.array(anAsk, { maxLength: 25 }), (asks) =>
    elsewhere(async ({ open }) => compare(await open(), asks, promises)),
  )
  const { failed, counterexample, errorInstance, seed } = await fc.check(asked, {
    numRuns: property.runs,
    seed: property.seed,
  })
  if (failed) {
    const sequence = JSON.stringify(counterexample?.[0], null, 2)
    broken(`the store answers as a list of events would (seed ${seed})`, `${String(errorInstance)}\nafter\n${sequence}`)
  }
}

export const modelling: Chapter = {
  title: 'against a model',
  cases: [
    {
      law: 'answers every sequence of appends and reads as a list of events would',
      long: true,
      run: (stage) => assertLikeAList(stage, { idIndex: false }),
    },
  ],
}
