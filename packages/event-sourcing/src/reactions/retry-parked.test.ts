import { describe, expect, it } from 'vitest'
import { LianxiError } from '../terms/errors.js'
import { retryParked } from './retry-parked.js'
import { runner } from '../testing/reaction-bench.js'

const guests = ['anna', 'bela', 'cyra', 'dina']
const tooShort = () => new LianxiError('invalid-input', { what: 'TakeSeat', path: 'guest', reason: 'too short' })

/** Four events are parked; what stood in their way is mended. */
async function fourParked() {
  const program = await runner({ failures: guests.map(tooShort) })
  await program.bench.open(program.held, 20)
  for (const guest of guests) await program.bench.take(program.held, guest)
  await program.settle()
  return { ...program, parked: await program.reacting.parked() }
}

describe('trying parked events again', () => {
  it('leaves out what is dropped meanwhile, by whichever program', async () => {
    const { store, viewStore, reacting, parked, issued } = await fourParked()
    const other = await runner({ store, viewStore })
    const [, , third, fourth] = parked.map(({ event }) => event.id)
    let reads = 0
    await retryParked(reacting, {
      store: {
        async *readStream(...read) {
          reads += 1
          if (reads === 1) await reacting.drop(String(fourth))
          if (reads === 2) await other.reacting.drop(String(third))
          yield* store.readStream(...read)
        },
      },
    })
    expect(issued).toEqual(['anna+', 'bela+'])
    expect(await reacting.parked()).toEqual([])
  })
  it('does nothing twice that another program tries at the same time', async () => {
    const { store, viewStore, reacting, parked, issued } = await fourParked()
    const other = await runner({ store, viewStore })
    let reads = 0
    await retryParked(reacting, {
      store: {
        async *readStream(...read) {
          reads += 1
          if (reads === 1) await retryParked(other.reacting, { store })
          yield* store.readStream(...read)
        },
      },
    })
    expect(parked).toHaveLength(4)
    expect(other.issued).toEqual(['anna+', 'bela+', 'cyra+', 'dina+'])
    expect(issued).toEqual([])
  })
})
