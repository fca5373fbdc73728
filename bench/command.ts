// Whole commands through the engine on the SQLite store: one writer, and 64 of them, each in an alliance of its own. Against bare inserts
// of the very rows that the commands left, in as many transactions.
import { openEngine } from '@lianxi/engine'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { openBare, together } from './bare-sqlite.js'
import { inFolder } from './folder.js'
import { carryOut, dealtEvents, type Load } from './history.js'
import { dealings, founding } from './material.js'
import { alternate, medianRatio, secondsOf, secondsOfSync } from './rounds.js'
import type { Row } from './row.js'

const writers = 64

async function ratioOf({ alliances, events, rounds }: Load): Promise<number> {
  const transactions = together(await dealtEvents(alliances, events * rounds))
  const writing = Array.from({ length: alliances }, (_, alliance) => alliance)
  return inFolder(async (fileNamed) => {
    const bare = openBare(fileNamed('bare.db'))
    const engine = await openEngine({ store: openSqliteStore(fileNamed('engine.db')) })
    await Promise.all(writing.map((alliance) => carryOut(engine, founding(alliance))))
    const seconds = await alternate(rounds, {
      bare: (round) => secondsOfSync(() => bare.insertEach(transactions.slice(round * events, (round + 1) * events))),
      engine(round) {
        const asked = writing.map((alliance) => dealings(alliance, round * events, events))
        return secondsOf(() => Promise.all(asked.map((list) => carryOut(engine, list))))
      },
    })
    bare.close()
    await engine.close()
    return medianRatio(seconds.bare, seconds.engine)
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
