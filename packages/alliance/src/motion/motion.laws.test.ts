import { deciderLaws, lawBench } from '@lianxi/event-sourcing/testing'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { motionSequences } from './motion.arbitraries.js'
import { motion } from './motion.js'

deciderLaws({ describe, it }, motion, { commands: motionSequences })

it('the laws of motion are tried on every event', async () => {
  const reached = new Set<string>()
  for (const sequence of fc.sample(motionSequences, { numRuns: 100, seed: 1 })) {
    const bench = lawBench(motion)
    for (const [index, command] of sequence.entries()) await bench.run(command, index)
    for (const { type } of await bench.stored()) reached.add(type)
  }
  expect([...reached].toSorted()).toEqual(Object.keys(motion.events).toSorted())
})
