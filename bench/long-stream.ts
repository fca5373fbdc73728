// A command on a held stream of 100,000 events, whose state keeps each claim, over one on a stream of 10; and what loading the long one takes.
import { openEngine } from '@lianxi/engine'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { inFolder } from './folder.js'
import { carryOut, copyHistory } from './history.js'
import { dealing, dealings, founding } from './material.js'
import { alternate, medianRatio, secondsOf } from './rounds.js'
import type { Row } from './row.js'

const long = 100_000
const short = 10
const rounds = 41
const commands = 50

export function benchLongStream(): Promise<readonly Row[]> {
  return inFolder(async (fileNamed) => {
    const path = fileNamed('long.db')
    await copyHistory([...founding(0), ...dealings(0, 0, long)], path)
    const engine = await openEngine({ store: openSqliteStore(path) })
    const next = dealing(0, long)
    const loading = await secondsOf(() => engine.execute(next.command, next.context))

    const seconds = await alternate(rounds, {
      async short(round) {
        // a fresh one each round: it would grow long
        const alliance = 1 + round
        await carryOut(engine, [...founding(alliance), ...dealings(alliance, 0, short)])
        const asked = dealings(alliance, short, commands)
        return secondsOf(() => carryOut(engine, asked))
      },
      long(round) {
        const asked = dealings(0, long + 1 + round * commands, commands)
        return secondsOf(() => carryOut(engine, asked))
      },
    })
    await engine.close()
    const value = medianRatio(seconds.long, seconds.short)
    return [
      { name: 'long-stream', value, unit: 'ratio', ceiling: 1.2, against: `${long} events held over ${short}` },
      { name: 'long-stream-load', value: loading, unit: 'seconds', against: `the first command on ${long} events` },
    ]
  })
}
