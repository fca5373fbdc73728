// The yardstick: better-sqlite3 alone, with the same pragmas, rows and number of transactions, and nothing checked.
import type { RecordedEvent } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'

export interface BareSqlite {
  /** Each in a transaction of its own. */
  insertEach(appends: readonly (readonly RecordedEvent[])[]): void
  close(): void
}

/** A table with the columns of ours that an event needs and both unique indexes; streams are numbers, found in a Map. */
export function openBare(path: string): BareSqlite {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(`create table events (position integer primary key, stream integer not null, revision integer not null, id text not null unique,
    type text not null, data text not null, metadata text not null, hash text not null, unique (stream, revision)) strict`)
  const insert = db.prepare(
    'insert into events (stream, revision, id, type, data, metadata, hash) values (?, ?, ?, ?, ?, ?, ?)',
  )
  const streams = new Map<string, number>()

  function insertOne({ stream, revision, id, type, data, metadata, hash }: RecordedEvent): void {
    const number = streams.get(stream) ?? streams.size + 1
    streams.set(stream, number)
    insert.run(number, revision, id, type, data, metadata, hash)
  }
  const insertAll = db.transaction((events: readonly RecordedEvent[]) => events.forEach(insertOne))

  return {
    insertEach(appends) {
      for (const events of appends) {
        const [first] = events
        // a statement by itself is a transaction, and the fastest one
        if (first !== undefined && events.length === 1) insertOne(first)
        else insertAll(events)
      }
    },
    close: () => void db.close(),
  }
}

/** The transactions of so many writers at once: the next event of each stream in one. */
export function together(streams: readonly (readonly RecordedEvent[])[]): readonly (readonly RecordedEvent[])[] {
  const [first = []] = streams
  return first.map((_, index) => streams.flatMap((events) => events[index] ?? []))
}
