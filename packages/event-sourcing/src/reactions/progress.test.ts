import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { canonicalText } from '../texts/canonical.js'
import type { EventStore } from '../stores/event-store.js'
import type { Checkpoint } from '../stores/mark.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import type { Parked } from './parked.js'
import type { ViewStore } from '../stores/view-store.js'
import type { Position } from '../terms/position.js'
import { answered, answeredAgain, SavedProgress } from './progress.js'
import { hallName, minute, uuid } from '../testing/hall-bench.js'

// as a store would give it
const positionOf = (index: number) => String(index).padStart(4, '0') as Position
const at = (index: number): Checkpoint => ({
  position: positionOf(index),
  mark: { stream: hallName, revision: index, hash: uuid(index) },
})
/** Each event that is asked for stands in it. */
const store: Pick<EventStore, 'head' | 'readStream'> = {
  head: async () => positionOf(9999),
  async *readStream(stream, { from: revision = 0 } = {}) {
    const texts = { id: uuid(revision), type: 'SeatTaken', data: '{}', metadata: '{}', hash: uuid(revision) }
    yield [{ ...texts, stream, revision, position: positionOf(revision) }]
  },
}
const tries = { attempts: 1, since: minute(0) }

function parkedAt(index: number, command: string, message = 'the hall is full'): Parked {
  const event = {
    id: uuid(index),
    type: 'SeatTaken',
    stream: 'hall-north.1',
    revision: index,
    position: positionOf(index),
  }
  return { event, command, code: 'hall/hall-full', message, ...tries }
}

const key = { name: 'reaction/friends-come', version: '1', partition: '' }

async function two() {
  const kept = memoryViewStore()
  const counts = { loads: 0, saves: 0 }
  const viewStore: ViewStore = {
    ...kept,
    async load(...load) {
      counts.loads += 1
      return kept.load(...load)
    },
    async save(...save) {
      const done = await kept.save(...save)
      if (done) counts.saves += 1
      return done
    },
  }
  const open = () => new SavedProgress({ reaction: 'friends-come', store, viewStore })
  const [one, other] = [open(), open()]
  const stored = async () => {
    const { parked = [], checkpoint } = (await open().load()) ?? {}
    return { checkpoint, parked: parked.map(({ command }) => command) }
  }
  return { one, other, stored, viewStore, counts }
}

describe('two who save the progress of one reaction', () => {
  it('lose nothing of each other: what either parked is parked, and the later checkpoint stands', async () => {
    const { one, other, stored } = await two()
    await one.apply(answered(at(2), [parkedAt(2, 'ann')]))
    await other.apply(answered(at(4), [parkedAt(4, 'bo')]))
    await one.apply(answered(at(3), []))
    expect(await stored()).toEqual({ checkpoint: at(4), parked: ['ann', 'bo'] })
  })
  it('do not bring back what the other took off', async () => {
    const { one, other, stored } = await two()
    await one.apply(answered(at(2), [parkedAt(2, 'ann')]))
    // the other had the same event refused, and saves after somebody has seen to it
    await one.apply(answeredAgain(uuid(2), []))
    await other.apply(answered(at(2), [parkedAt(2, 'ann')]))
    expect(await stored()).toEqual({ checkpoint: at(2), parked: [] })
    await one.apply(answered(at(3), []))
    expect(await stored()).toEqual({ checkpoint: at(3), parked: [] })
  })
  it('nor put back with a new reason what the other did well', async () => {
    const { one, other, stored } = await two()
    await one.apply(answered(at(2), [parkedAt(2, 'ann'), parkedAt(2, 'bo')]))
    await other.load()
    await one.apply(answeredAgain(uuid(2), []))
    await other.apply(answeredAgain(uuid(2), [parkedAt(2, 'ann', 'still full')]))
    expect(await stored()).toEqual({ checkpoint: at(2), parked: [] })
  })
  it('park an event once, though both had it refused', async () => {
    const { one, other, stored } = await two()
    await Promise.all([one, other].map((each) => each.apply(answered(at(2), [parkedAt(2, 'ann')]))))
    expect(await stored()).toEqual({ checkpoint: at(2), parked: ['ann'] })
  })
  it('leave a parked event in its place in the list when it fails again', async () => {
    const { one, stored } = await two()
    await one.apply(answered(at(4), [parkedAt(2, 'ann'), parkedAt(3, 'bo'), parkedAt(4, 'cy')]))
    await one.apply(answeredAgain(uuid(3), [parkedAt(3, 'bo+'), parkedAt(3, 'bo++')]))
    expect(await stored()).toEqual({ checkpoint: at(4), parked: ['ann', 'bo+', 'bo++', 'cy'] })
  })
  it('begin where the faster of them began', async () => {
    const { one, other } = await two()
    expect(await one.begin(at(7))).toMatchObject({ checkpoint: at(7) })
    expect(await other.begin(at(9))).toMatchObject({ checkpoint: at(7) })
  })
})

it.each([
  ['is no JSON', '{"parked":[', ''],
  ['is of another shape', '{"parked":[{"code":7}]}', 'parked.0.event'],
])('progress that %s is refused by the name of its reaction', async (_what, state, path) => {
  const viewStore = memoryViewStore()
  await viewStore.save(key, { state, saves: 1 })
  await expect(new SavedProgress({ reaction: 'friends-come', store, viewStore }).load()).rejects.toMatchObject({
    code: 'invalid-input',
    details: { what: 'progress of reaction/friends-come', path },
  })
})

describe('a long list', () => {
  const entries = 40

  /** Parks one event after another, each as it would be kept, and tells how often an entry was written. */
  async function parkMany(progress: SavedProgress, looked: () => Promise<unknown>): Promise<number> {
    let written = 0
    for (let index = 1; index <= entries; index += 1) {
      const { message, ...rest } = parkedAt(index, `event ${index}`)
      const counted = {
        ...rest,
        get message() {
          written += 1
          return message
        },
      }
      await progress.apply(answered(at(index), [counted]))
      await looked()
    }
    return written
  }

  it('is kept as canonical text, of which each entry is written once', async () => {
    const viewStore = memoryViewStore()
    const progress = new SavedProgress({ reaction: 'friends-come', store, viewStore })
    const written = await parkMany(progress, () => progress.apply(answered(undefined, [])))
    expect(written).toBe(entries)
    const saved = await viewStore.load(key)
    expect(saved?.state).toBe(canonicalText({ at: at(entries).mark, parked: progress.parked }))
  })
  it('is not read again by who wrote it, and once by another, as long as it is the same', async () => {
    const { one, other } = await two()
    const parse = vi.spyOn(JSON, 'parse')
    onTestFinished(() => parse.mockRestore())
    const read = () => parse.mock.calls.filter(([text]) => text.includes('SeatTaken')).length
    await parkMany(one, () => one.load())
    expect(read()).toBe(0)
    await other.load()
    await one.apply(answered(at(entries + 1), []))
    await one.apply(answered(at(entries + 2), []))
    expect(await other.load()).toMatchObject({ checkpoint: at(entries + 2) })
    expect(read()).toBe(1)
    expect(other.parked).toEqual(one.parked)
  })
  it('is read by each of two who add to it in turn as far as the other has added, and stays what is stored', async () => {
    const { one, other, viewStore } = await two()
    const parse = vi.spyOn(JSON, 'parse')
    onTestFinished(() => parse.mockRestore())
    for (let index = 1; index <= entries; index += 1)
      await (index % 2 === 1 ? one : other).apply(answered(at(index), [parkedAt(index, `event ${index}`)]))
    const read = parse.mock.calls.map(([text]) => text.split('SeatTaken').length - 1)
    // all but the last, each by who had not parked it
    expect(read.reduce((sum, count) => sum + count, 0)).toBe(entries - 1)
    expect(other.parked).toHaveLength(entries)
    expect((await viewStore.load(key))?.state).toBe(canonicalText({ at: at(entries).mark, parked: other.parked }))
  })
  it('of which something was taken off is read as it is stored', async () => {
    const { one, other } = await two()
    await parkMany(one, () => other.load())
    for (const index of [1, 20, entries]) {
      await one.apply(answeredAgain(uuid(index), []))
      await other.load()
      expect(other.parked).toEqual(one.parked)
    }
  })
  it('to which two would add the same is loaded once for each event, and saved by the faster', async () => {
    const { one, other, counts } = await two()
    for (let index = 1; index <= entries; index += 1)
      for (const each of [one, other]) await each.apply(answered(at(index), [parkedAt(index, `event ${index}`)]))
    expect(counts).toEqual({ loads: entries, saves: entries })
  })
})

/** A step of one of two runners: it answers its next event, which is refused or not, or sees to the first that is parked. */
const step = fc.record({ runner: fc.constantFrom(0, 1), does: fc.constantFrom('answer', 'retry', 'reload') })

it('whoever saves when, an event is parked as it was first answered, until it is taken off, and then never again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.array(fc.boolean(), { minLength: 40 }),
      async (steps, refused) => {
        const { one, other, stored } = await two()
        const runners = [one, other]
        const next = [1, 1]
        const takenOff = new Set<string>()
        for (const { runner, does } of steps) {
          const progress = runners[runner]!
          const event = next[runner]!
          if (does === 'reload') await progress.load()
          else if (does === 'retry') {
            const [first] = progress.parked
            if (first === undefined) continue
            await progress.apply(answeredAgain(first.event.id, []))
            takenOff.add(String(first.command))
          } else {
            await progress.apply(
              answered(at(event), refused[event] === true ? [parkedAt(event, `event ${event}`)] : []),
            )
            next[runner] = event + 1
          }
        }
        const reached = Math.max(...next) - 1
        const due = Array.from({ length: reached }, (_, index) => index + 1).filter((event) => refused[event] === true)
        const expected = due.map((event) => `event ${event}`).filter((command) => !takenOff.has(command))
        expect(await stored()).toEqual({ checkpoint: reached === 0 ? undefined : at(reached), parked: expected })
      },
    ),
    { seed: 20170701, numRuns: 200 },
  )
})
