// The yardstick: better-sqlite3 alone, with the same pragmas, rows and number of transactions, and nothing checked.
import type { RecordedEvent } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { secondsOfSync } from './rounds.js'

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

/** Seconds that it takes to insert these streams into a fresh file, the next event of each in one transaction. */
export function insertedTogether(path: string, streams: readonly (readonly RecordedEvent[])[]): number {
  const [first = []] = streams
  const transactions = first.map((_, index) => streams.flatMap((events) => events[index] ?? []))
  const bare = openBare(path)
  const seconds = secondsOfSync(() => bare.insertEach(transactions))
  bare.close()
  return seconds
}
