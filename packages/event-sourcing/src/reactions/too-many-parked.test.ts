// A reaction that parks what it throws at, and throws at everything.
import { describe, expect, it } from 'vitest'
import { LianxiError } from '../terms/errors.js'
import { memoryStore } from '../stores/memory-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import type { Parked } from './parked.js'
import type { Position } from '../terms/position.js'
import { answered, SavedProgress } from './progress.js'
import { hallName, minute, uuid } from '../testing/hall-bench.js'
import { away, friendsCome, runner } from '../testing/reaction-bench.js'
import type { ViewStore } from '../stores/view-store.js'

// as the store would give it: of the hall's opening
const position = '0000000000000000' as Position
const onError = { retry: { attempts: 1 }, then: 'park' } as const
const bug = () => new TypeError('name of undefined')

/** Where so many events are parked of earlier days: thrown at, or with a command that was refused. */
async function parkedBefore(thrown: number, refused: number): Promise<ViewStore> {
  const viewStore = memoryViewStore()
  const earlier = Array.from({ length: thrown + refused }, (_, index): Parked => {
    const event = { id: uuid(20_000 + index), type: 'SeatTaken', stream: hallName, revision: 0, position }
    const command = index < thrown ? {} : { command: { type: 'TakeSeat', guest: 'bo' } }
    return { event, ...command, code: 'unexpected', message: 'name of undefined', attempts: 1, since: minute(0) }
  })
  const saved = new SavedProgress({ reaction: friendsCome.name, store: memoryStore(), viewStore })
  await saved.apply(answered(undefined, earlier))
  return viewStore
}

/** Two guests come; at each, the reaction meets the next failure. */
async function twoGuests(viewStore: ViewStore, failures: unknown[]) {
  const program = await runner({ viewStore, failures, onError })
  await program.bench.open(program.held, 9)
  for (const guest of ['anna', 'bela']) await program.bench.take(program.held, guest)
  return program
}

describe('a reaction that parks its errors', () => {
  const stopped = { code: 'too-many-parked', details: { reaction: 'friends-come', parked: 1000 } }

  it('stops at the next error once 1,000 events are parked so, with that error as the cause, and skips nothing', async () => {
    const error = bug()
    const { settle, reacting, issued } = await twoGuests(await parkedBefore(999, 0), [bug(), error, error])
    await expect(settle()).rejects.toMatchObject({ ...stopped, cause: error })
    await expect(settle()).rejects.toMatchObject(stopped)
    expect(await reacting.parked()).toHaveLength(1000)
    await settle()
    expect(issued).toEqual(['bela+'])
  })
  it('stops while it runs too, whether the error might have passed or not', async () => {
    for (const error of [bug(), away()]) {
      const { follow, reacting } = await twoGuests(await parkedBefore(1000, 0), [error])
      await expect(follow(new AbortController().signal)).rejects.toMatchObject({ ...stopped, cause: error })
      expect(await reacting.parked()).toHaveLength(1000)
    }
  })
  it('does not count what the model refused', async () => {
    const { settle, reacting } = await twoGuests(await parkedBefore(998, 1000), [bug(), bug()])
    await settle()
    expect(await reacting.parked()).toHaveLength(2000)
  })
  it('still parks what the model refuses', async () => {
    const refusal = new LianxiError('invalid-input', { what: 'TakeSeat', path: 'guest', reason: 'too short' })
    const { settle, reacting, issued } = await twoGuests(await parkedBefore(1000, 0), [refusal])
    await settle()
    expect(await reacting.parked()).toHaveLength(1001)
    expect(issued).toEqual(['bela+'])
  })
})
