// A whole command through the engine on the memory store, against a loop written by hand that makes the same checks and hashes.
import { openEngine } from '@lianxi/engine'
import { memoryStore } from '@lianxi/event-sourcing'
import { byHand } from './by-hand.js'
import { foundingCommands, meetings, meetingCommands, present } from './meetings.js'
import { alternate, medianRatio, secondsOf, secondsOfSync } from './rounds.js'
import type { Row } from './row.js'

const rounds = 61
const meetingsPerRound = 4

export async function benchCommandMemory(): Promise<readonly Row[]> {
  const said = meetings(rounds * meetingsPerRound)
  const engine = await openEngine({ store: memoryStore(), clock: () => present })
  const { carryOut, rows } = byHand(() => present)
  for (const one of said.slice(0, foundingCommands)) {
    await engine.execute(one.command, one.context)
    carryOut(one)
  }

  function part(round: number) {
    const from = foundingCommands + round * meetingsPerRound * meetingCommands
    return said.slice(from, from + meetingsPerRound * meetingCommands)
  }
  const seconds = await alternate(rounds, {
    byHand(round) {
      const commands = part(round)
      return secondsOfSync(() => commands.forEach(carryOut))
    },
    engine(round) {
      const commands = part(round)
      return secondsOf(async () => {
        for (const { command, context } of commands) await engine.execute(command, context)
      })
    },
  })
  const { events, broken } = await engine.verify()
  if (events !== rows.length || broken.length > 0) throw new Error('the two did not do the same')
  await engine.close()
  return [
    {
      name: 'command-memory',
      value: medianRatio(seconds.byHand, seconds.engine),
      unit: 'ratio',
      floor: 0.75,
      against: 'a loop by hand with held state: the same schemas, texts and hashes; no store, no promise, one alliance',
    },
  ]
}
