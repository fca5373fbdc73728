// The yardstick: better-sqlite3 alone, with the same pragmas, rows and number of transactions, and nothing checked.
import type { RecordedEvent } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'

/** Rows as they were appended: one list a transaction. */
export type Appends = readonly (readonly RecordedEvent[])[]

/** Groups stored events by the append that brought them: the events of one command in one stream. */
export function appendsOf(events: readonly RecordedEvent[]): Appends {
  const appends: RecordedEvent[][] = []
  let last = ''
  for (const event of events) {
    const { commandId } = JSON.parse(event.metadata) as { readonly commandId: string }
    const key = `${event.stream} ${commandId}`
    if (key === last) appends.at(-1)?.push(event)
    else appends.push([event])
    last = key
  }
  return appends
}

/** Inserts all rows into a fresh file. */
export function insertBare(path: string, appends: Appends): void {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(`create table events (position integer primary key, stream integer not null, revision integer not null, id text not null unique,
    type text not null, data text not null, metadata text not null, hash text not null, unique (stream, revision)) strict`)
  const insert = db.prepare(
    'insert into events (stream, revision, id, type, data, metadata, hash) values (?, ?, ?, ?, ?, ?, ?)',
  )
  const streams = new Map<string, number>()
  const insertAll = db.transaction((events: readonly RecordedEvent[]) => {
    for (const { stream, revision, id, type, data, metadata, hash } of events) {
      const number = streams.get(stream) ?? streams.size + 1
      streams.set(stream, number)
      insert.run(number, revision, id, type, data, metadata, hash)
    }
  })
  for (const events of appends) insertAll(events)
  db.close()
}
