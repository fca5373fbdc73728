// The replay of the Xiyuan history, whole: commands through the engine, reactions settled, figures read. Against bare inserts of the same rows.
import { contributions } from '@lianxi/alliance'
import { memoryStore, type EventStore, type RecordedEvent } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { replay } from '../examples/01-xiyuan/replay.js'
import { allianceId } from '../examples/01-xiyuan/scenario/entry.js'
import { story } from '../examples/01-xiyuan/scenario/script.js'
import { openBare } from './bare-sqlite.js'
import { inFolder } from './folder.js'
import { appendsOf, eventsIn, type Appends } from './history.js'
import { alternate, medianRatio, secondsOf } from './rounds.js'
import type { Row } from './row.js'

const rounds = 5
const against = 'bare better-sqlite3, same rows and transactions'

async function replayOn(store: EventStore): Promise<readonly RecordedEvent[]> {
  const engine = await replay({ store, story: story() })
  await engine.view(contributions, { allianceId })
  const events = await eventsIn(store)
  await engine.close()
  return events
}

function insertBare(path: string, appends: Appends): void {
  const bare = openBare(path)
  bare.insertEach(appends)
  bare.close()
}

export function benchReplay(): Promise<readonly Row[]> {
  return inFolder(async (fileNamed) => {
    const events = await replayOn(memoryStore())
    const appends = appendsOf(events)
    let files = 0
    const seconds = await alternate(rounds, {
      bare: () => secondsOf(() => insertBare(fileNamed(`bare-${++files}.db`), appends)),
      sqlite: () => secondsOf(() => replayOn(openSqliteStore(fileNamed(`replay-${++files}.db`)))),
      memory: () => secondsOf(() => replayOn(memoryStore())),
    })
    return [
      { name: 'replay-sqlite', value: medianRatio(seconds.bare, seconds.sqlite), unit: 'ratio', against },
      { name: 'replay-memory', value: medianRatio(seconds.bare, seconds.memory), unit: 'ratio', against },
    ]
  })
}
