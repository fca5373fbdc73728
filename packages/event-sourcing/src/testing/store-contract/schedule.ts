// The contract as a property of callers at once: a scheduler decides when each begins and when each hears its answer.
import * as fc from 'fast-check'
import { hasCode } from '../../terms/errors.js'
import type { EventStore, RecordedEvent } from '../../stores/event-store.js'
import type { StreamName } from '../../terms/stream.js'
import { assertAccounts } from './accounts.js'
import { broken, type Chapter, type Stage } from './case.js'
import { numbersOf, story, type Answered, type Asked, type Call } from './call.js'
import { unexplained } from './linear.js'
import { assertProperty, wordsOf } from './property.js'
import { allEvents, ids, samples, stream, streamEvents } from './samples.js'

const names = [stream('a'), stream('b', 'south')] as const
const aName = fc.constantFrom(...names)

/** What a client does next. `behind` is how far its expectation is from the last revision that it knows of. */
const aStep = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('append' as const),
      stream: aName,
      behind: fc.constantFrom(0, 0, 0, 0, -1, 1),
      count: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('stream' as const), stream: aName }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('all' as const) }) },
)
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never

const programs = fc.array(fc.array(aStep, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 4 })

/** What a client has learned: the last revision of each stream, −1 for none. */
type Known = Map<StreamName, number>

function toAsked(step: Step, known: Known, first: number): Asked {
  if (step.type !== 'append') return step
  const last = (known.get(step.stream) ?? -1) + step.behind
  const expected = last < 0 ? ('no-stream' as const) : last
  return { type: 'append', stream: step.stream, events: samples(first, step.count), expected }
}

async function ask(store: EventStore, asked: Asked): Promise<Answered> {
  try {
    if (asked.type === 'all') return { type: 'read', ids: ids(await allEvents(store)) }
    if (asked.type === 'stream') return { type: 'read', ids: ids(await streamEvents(store, asked.stream)) }
    await store.append(asked.stream, asked.events, asked.expected)
    return { type: 'stored' }
  } catch (error) {
    if (hasCode(error, 'revision-conflict')) return { type: 'conflict', actual: error.details.actual }
    return { type: 'failed', error: String(error) }
  }
}

function learn(known: Known, asked: Asked, answered: Answered): void {
  if (asked.type === 'all') return
  if (answered.type === 'conflict') known.set(asked.stream, answered.actual)
  if (answered.type === 'read') known.set(asked.stream, answered.ids.length - 1)
  if (answered.type === 'stored' && asked.type === 'append') {
    known.set(asked.stream, (asked.expected === 'no-stream' ? -1 : asked.expected) + asked.events.length)
  }
}

async function runPrograms(
  stores: readonly EventStore[],
  { scheduler, clients }: { scheduler: fc.Scheduler; clients: readonly (readonly Step[])[] },
): Promise<readonly Call[]> {
  const calls: Call[] = []
  let clock = 0
  const running = clients.map(async (steps, client) => {
    const known: Known = new Map()
    const store = stores[client % stores.length]
    if (store === undefined) return
    for (const [index, step] of steps.entries()) {
      const asked = toAsked(step, known, client * 1_000 + index * 10)
      await scheduler.schedule(Promise.resolve())
      const from = clock++
      const answer = ask(store, asked).then((answered) => {
        calls.push({ client, asked, answered, from, to: clock++ })
        return answered
      })
      learn(known, asked, await scheduler.schedule(answer))
    }
  })
  await scheduler.waitFor(Promise.all(running))
  return calls
}

function assertExplained(calls: readonly Call[], all: readonly RecordedEvent[]): void {
  const stored = calls.flatMap(({ asked, answered }) =>
    asked.type === 'append' && answered.type === 'stored' ? [asked] : [],
  )
  assertAccounts(
    all,
    stored.map((append) => [{ ...append, acknowledged: true }]),
  )
  const places = new Map(all.map(({ id }, place) => [id, place]))
  const placeOf = ({ events }: { events: readonly { id: string }[] }) => places.get(events[0]?.id ?? '') ?? 0
  const call = unexplained(
    calls,
    stored.toSorted((one, other) => placeOf(one) - placeOf(other)),
  )
  if (call !== undefined) broken('the answers fit some order of the calls', `no order explains ${story(call)}`)
}

async function assertLinear(stage: Stage, count: number): Promise<void> {
  await assertProperty(stage, fc.tuple(fc.scheduler(), programs), {
    law: 'what callers are told at once could have been told one by one',
    holds: ([scheduler, clients]) =>
      stage.elsewhere(async ({ open, inTime }) => {
        const stores = [await open()]
        while (stores.length < count) stores.push(await open())
        const calls = await inTime('all answers', runPrograms(stores, { scheduler, clients }))
        const all = stores[0] === undefined ? [] : await allEvents(stores[0])
        try {
          assertExplained(calls, all)
        } catch (error) {
          const lines = calls.toSorted((one, other) => one.from - other.from).map(story)
          broken(wordsOf(error), [...lines, `in the end: ${numbersOf(ids(all))}`].join('\n'))
        }
      }),
  })
}

export const scheduling: Chapter = {
  title: 'callers at once, in any order that a scheduler finds',
  cases: [
    {
      law: 'are told what they could have been told one by one',
      long: true,
      run: (stage) => assertLinear(stage, 1),
    },
    {
      law: 'are told so over two stores on one place, too',
      needs: ['severalProcesses'],
      long: true,
      run: (stage) => assertLinear(stage, 2),
    },
  ],
}
