// What another runner answers while one is in the middle of a batch, and somebody drops: it is never asked again.
import { describe, expect, it } from 'vitest'
import { LianxiError } from '../terms/errors.js'
import { away, runner } from '../testing/reaction-bench.js'
import type { EventStore } from '../stores/event-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import type { ReactionDisturbance } from './disturbance.js'

const tooShort = () => new LianxiError('invalid-input', { what: 'TakeSeat', path: 'guest', reason: 'too short' })
const soon = { firstMs: 1, longestMs: 2 }

/** A hall in which these guests are, and a runner by whom what they bring is parked, and then dropped. */
async function seenTo(guests: readonly string[]) {
  const program = await runner({ failures: guests.map(tooShort) })
  await program.bench.open(program.held, 9)
  for (const guest of guests) await program.bench.take(program.held, guest)
  return {
    ...program,
    async parkAndDrop() {
      await program.settle()
      for (const { event } of await program.reacting.parked()) await program.reacting.drop(event.id)
    },
  }
}

/** A store whose first batch ends who follows it, as soon as it is taken. */
function once(sound: EventStore) {
  const end = new AbortController()
  const store: EventStore = {
    ...sound,
    async *subscribe(options) {
      for await (const batch of sound.subscribe(options)) {
        yield batch
        end.abort()
      }
    },
  }
  return { store, end: end.signal }
}

describe('an event that another answered, and somebody dropped,', () => {
  it.each(['run', 'settled'])('in the middle of a batch is not asked afterwards: %s', async (how) => {
    const other = await seenTo(['ann', 'bo'])
    const { store, end } = once(other.store)
    let meanwhile = other.parkAndDrop
    const program = await runner({
      store,
      failures: [tooShort()],
      viewStore: {
        ...other.viewStore,
        async save(...save) {
          const done = await other.viewStore.save(...save)
          // what ann brings is parked; what bo brings is still to be asked
          if (save[1].state.includes('too short')) {
            const first = meanwhile
            meanwhile = async () => {}
            await first()
          }
          return done
        },
      },
    })
    await (how === 'run' ? program.follow(end) : program.settle())
    expect(program.issued).toEqual([])
    expect(await program.reacting.parked()).toEqual([])
    expect(await program.guests()).toEqual(['ann', 'bo'])
  })
  it('while one waits to try it again is not tried again', async () => {
    const other = await seenTo(['ann'])
    const { store, end } = once(other.store)
    let hasFailed = false
    const program = await runner({
      store,
      failures: [away()],
      onError: { retry: soon },
      onDisturbance: () => (hasFailed = true),
      viewStore: {
        ...other.viewStore,
        async load(...load) {
          if (hasFailed) {
            hasFailed = false
            await other.parkAndDrop()
          }
          return other.viewStore.load(...load)
        },
      },
    })
    await program.follow(end)
    expect(program.issued).toEqual([])
    expect(await program.reacting.parked()).toEqual([])
  })
})

it('to find out what others did is no attempt at the event, where it fails for a time', async () => {
  const other = await seenTo(['ann'])
  const { store, end } = once(other.store)
  const viewStore = memoryViewStore()
  const heard: ReactionDisturbance[] = []
  let failures = 0
  const program = await runner({
    store: {
      ...store,
      subscribe(options) {
        failures = 1
        return store.subscribe(options)
      },
    },
    viewStore: { ...viewStore, load: (key) => (failures-- > 0 ? Promise.reject(away()) : viewStore.load(key)) },
    onError: { retry: { ...soon, attempts: 1 }, then: 'park' },
    onDisturbance: (disturbance) => heard.push(disturbance),
  })
  await program.follow(end)
  expect(program.issued).toEqual(['ann+'])
  expect(heard).toEqual([
    { kind: 'retrying', reaction: 'friends-come', attempt: 1, code: 'store-unavailable', message: away().message },
  ])
})
