import { deciderLaws, lawBench } from '@lianxi/event-sourcing/testing'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOrZero, atMost } from '../quantity.js'
import { pledgeSequences } from './pledge.arbitraries.js'
import { pledge } from './pledge.js'

deciderLaws({ describe, it }, pledge, { commands: pledgeSequences })

describe('of a pledge', () => {
  it('acknowledged is at most delivered, delivered at most committed, committed at most pledged', async () => {
    await fc.assert(
      fc.asyncProperty(pledgeSequences, async (sequence) => {
        const bench = lawBench(pledge)
        for (const [index, command] of sequence.entries()) await bench.run(command, index)
        const { acknowledged, delivered, committed, terms } = JSON.parse(bench.liveState())
        fc.pre(terms !== undefined)
        const ladder = [acknowledged, delivered, committed?.value ?? delivered, terms.quantity.value]
        expect(ladder.filter((amount) => !amountOrZero.safeParse(amount).success)).toEqual([])
        expect(ladder.every((amount, index) => index === 0 || atMost(ladder[index - 1], amount))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
