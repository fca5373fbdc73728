import { historyAllianceId, playHistory, world, anyHistory } from '@lianxi/alliance/testing'
import { memoryStore } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { openEngine } from './engine.js'

const open = (clock: () => string) => openEngine({ store: memoryStore(), views: [world], clock })

it('the simplest that can happen is that an alliance is founded', async () => {
  const engine = await playHistory([{ command: 0, picks: [], minutes: 0, wild: false }], open)
  const { membership } = await engine.view(world, { allianceId: historyAllianceId })
  expect(membership[historyAllianceId]?.founded).toBeDefined()
})

/** How often each command is asked in six histories. */
async function askedIn(histories: ReturnType<typeof anyHistory>): Promise<ReadonlyMap<string, number>> {
  const asked = new Map<string, number>()
  for (const history of fc.sample(histories, { seed: 7, numRuns: 6 })) {
    await playHistory(history, open, ({ command: { type } }) => void asked.set(type, (asked.get(type) ?? 0) + 1))
  }
  return asked
}

it('what a property wants often is asked often, and all else still happens', async () => {
  const lengths = { minLength: 80, maxLength: 80 }
  const any = await askedIn(anyHistory(lengths))
  const preferring = await askedIn(anyHistory({ ...lengths, often: ['ListOffer', 'ClaimOffer'] }))
  expect(preferring.get('ClaimOffer')).toBeGreaterThan(3 * (any.get('ClaimOffer') ?? 0))
  expect(preferring.size).toBeGreaterThan(30)
})

it('what is preferred and cannot be asked gives way to what can', async () => {
  const ballot = { command: 0, picks: [], minutes: 0, wild: false, preferred: 'CastBallot' } as const
  const asked: string[] = []
  await playHistory([ballot, ballot], open, ({ command }) => void asked.push(command.type))
  expect(asked).toEqual(['FoundAlliance', 'AdmitUnit'])
})

it('a history that breaks a property is told as what happened in it', async () => {
  const neverSuspended = fc.asyncProperty(anyHistory({ maxLength: 60 }), async (history) => {
    await playHistory(history, open, ({ command }) => {
      if (command.type === 'SuspendUnit') throw new Error('suspended')
    })
  })
  const { failed, counterexample } = await fc.check(neverSuspended, { seed: 7, numRuns: 200, endOnFailure: true })
  expect(failed).toBe(true)
  const lines = fc.stringify(counterexample).split('\n').slice(1)
  expect(lines.filter((line) => !/^ {2}2018-\S+ [^:]+: \w+ \{.*\} → \S.*$/.test(line))).toEqual([])
  expect(lines.at(-1)).toMatch(/ convenor of #1: SuspendUnit \{"unitId":"#\d","reason":".+"\} → done\]$/)
})

it('a history that was not played yet prints as its choices', () => {
  const [history] = fc.sample(anyHistory({ minLength: 2, maxLength: 2 }), { seed: 7, numRuns: 1 })
  expect(fc.stringify(history)).toMatch(/^\[\{"command":\d+,.+\}\]$/)
})
