// Whole commands through the engine on the SQLite store: one writer, and 64 of them, each in an alliance of its own. Against bare inserts
// of the very rows that the commands left, in as many transactions.
import { openEngine } from '@lianxi/engine'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { insertedTogether } from './bare-sqlite.js'
import { inFolder } from './folder.js'
import { carryOut, dealtEvents } from './history.js'
import { dealings, founding } from './material.js'
import { alternate, medianRatio, secondsOf } from './rounds.js'
import type { Row } from './row.js'

const rounds = 9
const serialCommands = 4_000
const writers = 64
const commandsPerWriter = 250

interface Load {
  readonly alliances: number
  readonly commands: number
}

/** Seconds that it takes a writer for each alliance, at once, to have its commands carried out one after another. */
async function carriedOut(path: string, { alliances, commands }: Load): Promise<number> {
  const engine = await openEngine({ store: openSqliteStore(path) })
  await Promise.all(numbers(alliances).map((alliance) => carryOut(engine, founding(alliance))))
  const asked = numbers(alliances).map((alliance) => dealings(alliance, 0, commands))
  const seconds = await secondsOf(() => Promise.all(asked.map((list) => carryOut(engine, list))))
  await engine.close()
  return seconds
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, number) => number)
}

async function ratioOf(load: Load): Promise<number> {
  const streams = await dealtEvents(load.alliances, load.commands)
  return inFolder(async (fileNamed) => {
    let files = 0
    const seconds = await alternate(rounds, {
      bare: () => insertedTogether(fileNamed(`${++files}.db`), streams),
      engine: () => carriedOut(fileNamed(`${++files}.db`), load),
    })
    return medianRatio(seconds.bare, seconds.engine)
  })
}

export async function benchCommand(): Promise<readonly Row[]> {
  const serial = await ratioOf({ alliances: 1, commands: serialCommands })
  const concurrent = await ratioOf({ alliances: writers, commands: commandsPerWriter })
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
