import { deciderLaws, lawBench } from '@lianxi/event-sourcing/testing'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOrZero, atMost } from '../quantity.js'
import { resourceSequences } from './resource.arbitraries.js'
import { resource } from './resource.js'

deciderLaws({ describe, it }, resource, { commands: resourceSequences })

describe('of an offer or a need', () => {
  it('nothing is promised twice, and nothing more is free than is listed', async () => {
    await fc.assert(
      fc.asyncProperty(resourceSequences, async (sequence) => {
        const bench = lawBench(resource)
        for (const [index, command] of sequence.entries()) await bench.run(command, index)
        const { left, listing } = JSON.parse(bench.liveState())
        fc.pre(listing !== undefined)
        expect(amountOrZero.safeParse(left).success).toBe(true)
        expect(atMost(left, listing.quantity.value)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})
