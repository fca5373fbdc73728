// Whole commands through the engine on the SQLite store: one writer, and 64 of them, each in an alliance of its own.
import { openEngine } from '@lianxi/engine'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { ratioToBare, writers } from './against-bare.js'
import { carryOut, type Load } from './history.js'
import { dealings, founding } from './material.js'
import { secondsOf } from './rounds.js'
import type { Row } from './row.js'

function ratioOf(load: Load): Promise<number> {
  const { alliances, events } = load
  const writing = Array.from({ length: alliances }, (_, alliance) => alliance)
  return ratioToBare(load, async (path) => {
    const engine = await openEngine({ store: openSqliteStore(path) })
    await Promise.all(writing.map((alliance) => carryOut(engine, founding(alliance))))
    return {
      store(round) {
        const asked = writing.map((alliance) => dealings(alliance, round * events, events))
        return secondsOf(() => Promise.all(asked.map((list) => carryOut(engine, list))))
      },
      close: () => engine.close(),
    }
  })
}

export async function benchCommand(): Promise<readonly Row[]> {
  const serial = await ratioOf({ alliances: 1, events: 300, rounds: 41 })
  const concurrent = await ratioOf({ alliances: writers, events: 25, rounds: 41 })
  return [
    { name: 'command-serial', value: serial, unit: 'ratio', floor: 0.7, against: 'bare inserts, a commit each' },
    {
      name: 'command-concurrent',
      value: concurrent,
      unit: 'ratio',
      floor: 0.35,
      against: `bare inserts, ${writers} rows a commit`,
    },
  ]
}
