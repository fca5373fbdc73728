// What a decision asks of other streams, and when it is asked again.
import { describe, expect, it } from 'vitest'
import type { Rejection } from '../terms/rejection.js'
import type { Receipt } from './receipt.js'
import { uuid } from '../testing/hall-bench.js'
import { openedHall, revisions } from '../testing/opened-hall.js'

describe('facts', () => {
  it('are asked once where nobody came between', async () => {
    const { bench, held } = await openedHall()
    let asked = 0
    await bench.take(held, 'ann', { facts: async () => ({ invited: ++asked > 0 }) })
    expect(asked).toBe(1)
  })
  it('are asked again, of the new state, when a conflict brought something', async () => {
    const { bench, held } = await openedHall()
    const rival = bench.hold()
    const seen: (readonly string[])[] = []
    const facts = async (state: typeof held.state) => {
      seen.push(state.guests.map(({ name }) => name))
      if (seen.length === 1) await bench.take(rival, 'rival')
      return { invited: seen.length > 1 }
    }
    // not invited at first: that no is not given, for the tail brought something
    expect(revisions(await bench.take(held, 'ann', { facts }))).toEqual([2])
    expect(seen).toEqual([[], ['rival']])
  })
  it('are asked again when a question to the stream read its tail meanwhile', async () => {
    const { bench, held } = await openedHall()
    const rival = bench.hold()
    const seen: number[] = []
    const facts = async () => {
      seen.push(held.revision)
      if (seen.length === 1) {
        await bench.take(rival, 'rival')
        await held.readTail()
      }
      return { invited: true }
    }
    expect(revisions(await bench.take(held, 'ann', { facts }))).toEqual([2])
    expect(seen).toEqual([0, 1])
  })
  it('are not asked for a command that was stored, though another process stored it meanwhile', async () => {
    const { bench, held } = await openedHall()
    const rival = bench.hold()
    const how = { commandId: uuid(903) }
    let first: Receipt | Rejection | undefined
    const facts = async () => {
      first = await bench.take(rival, 'ann', how)
      await held.readTail()
      return { invited: true }
    }
    expect(await bench.take(held, 'ann', { ...how, facts })).toEqual(first)
    expect(await bench.stored()).toHaveLength(2)
  })
})
