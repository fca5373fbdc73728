// A store in which so many alliances have so many events each. The engine makes the events in memory; they are then inserted as the store would
// have, but in large transactions that do not wait for the disk: through the port a million would take the whole run.
import { openEngine } from '@lianxi/engine'
import { memoryStore, streamParts, type RecordedEvent } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import Database from 'better-sqlite3'
import { eventsIn } from './history.js'
import { dealing, founding, foundingCommands } from './material.js'

export interface Filling {
  readonly path: string
  readonly alliances: number
  /** Of each alliance. */
  readonly events: number
}

/** So many write by turns, so that an alliance's events lie scattered among those of others. */
const together = 25

async function eventsOf(first: number, last: number, events: number): Promise<readonly RecordedEvent[]> {
  const store = memoryStore()
  const engine = await openEngine({ store })
  for (let number = 0; number < events; number++) {
    for (let alliance = first; alliance < last; alliance++) {
      const asked = founding(alliance)[number] ?? dealing(alliance, number - foundingCommands)
      await engine.execute(asked.command, asked.context)
    }
  }
  const made = await eventsIn(store)
  await engine.close()
  return made
}

/** The number of each name, given out in order as they are met. */
function numbering(db: Database.Database, table: string): (name: string, ...rest: readonly number[]) => number {
  const numbers = new Map<string, number>()
  const places = table === 'streams' ? '(name, partition) VALUES (?, ?)' : '(name) VALUES (?)'
  const add = db.prepare(`INSERT INTO ${table} ${places}`)
  return (name, ...rest) => {
    const number = numbers.get(name) ?? Number(add.run(name, ...rest).lastInsertRowid)
    numbers.set(name, number)
    return number
  }
}

function inserting(db: Database.Database): (made: readonly RecordedEvent[]) => void {
  const partitionNumber = numbering(db, 'partitions')
  const streamNumber = numbering(db, 'streams')
  const add = db.prepare(`INSERT INTO events (stream, revision, partition, id, type, data, metadata, hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  return db.transaction((made) => {
    for (const { stream, revision, id, type, data, metadata, hash } of made) {
      const partition = partitionNumber(streamParts(stream).partition)
      add.run(streamNumber(stream, partition), revision, partition, id, type, data, metadata, hash)
    }
  })
}

export async function fillStore({ path, alliances, events }: Filling): Promise<void> {
  await openSqliteStore(path).close()
  const db = new Database(path)
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'cache_size = -400000']) db.pragma(pragma)
  const insert = inserting(db)
  for (let first = 0; first < alliances; first += together)
    insert(await eventsOf(first, Math.min(first + together, alliances), events))
  db.exec(`INSERT INTO partition_events SELECT partition, position FROM events ORDER BY partition, position;
    UPDATE partition_events_end SET position = (SELECT max(position) FROM events)`)
  db.close()
}
