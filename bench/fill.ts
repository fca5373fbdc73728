// `fill FILE ALLIANCES EVENTS`: a store in which so many alliances, all writing at once, have so many events each. Its rows are the engine's own.
import { openEngine } from '@lianxi/engine'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { carryOut } from './history.js'
import { dealings, founding } from './material.js'

const [path = '', alliances = '', events = ''] = process.argv.slice(2)
const engine = await openEngine({ store: openSqliteStore(path), heldEvents: 10_000_000 })

async function deal(alliance: number): Promise<void> {
  const founded = founding(alliance)
  await carryOut(engine, founded)
  await carryOut(engine, dealings(alliance, 0, Number(events) - founded.length))
}

await Promise.all(Array.from({ length: Number(alliances) }, (_, alliance) => deal(alliance)))
await engine.close()
