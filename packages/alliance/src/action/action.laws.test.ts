import { deciderLaws, lawBench, type LawfulCommand } from '@lianxi/event-sourcing/testing'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { actionSequences } from './action.arbitraries.js'
import { action } from './action.js'
import { events } from './events.js'

deciderLaws({ describe, it }, action, { commands: actionSequences })

async function historyOf(sequence: readonly LawfulCommand[]) {
  const bench = lawBench(action)
  for (const [index, command] of sequence.entries()) await bench.run(command, index)
  return bench.stored()
}

it('the laws of action are tried on every event', async () => {
  const reached = new Set<string>()
  for (const sequence of fc.sample(actionSequences, { numRuns: 200, seed: 1 })) {
    for (const { type } of await historyOf(sequence)) reached.add(type)
  }
  expect([...reached].toSorted()).toEqual(Object.keys(action.events).toSorted())
})

it('what was upheld late is late for ever, what was returned is not; and the first due date is never lost', async () => {
  await fc.assert(
    fc.asyncProperty(actionSequences, async (sequence) => {
      let wasLate = false
      let claimedLate = false
      let firstDueOn: string | undefined
      for (const { type, data } of await historyOf(sequence)) {
        if (type === 'ActionAssigned') firstDueOn = z.parse(events.ActionAssigned, JSON.parse(data)).dueOn
        if (type === 'CompletionClaimed') claimedLate = z.parse(events.CompletionClaimed, JSON.parse(data)).late
        if (type === 'CompletionUpheld') wasLate ||= claimedLate
        if (type === 'ActionClosed')
          expect(z.parse(events.ActionClosed, JSON.parse(data))).toMatchObject({ late: wasLate, firstDueOn })
      }
    }),
    { numRuns: 1000 },
  )
})
