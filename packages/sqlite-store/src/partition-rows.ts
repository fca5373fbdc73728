// The rows of one partition, in order: those that are listed (partition-lists.ts), and behind them those of the last events that are its own.
import type { Database } from 'better-sqlite3'
import { mostUnlisted } from './partition-lists.js'

export interface Range {
  /** The rowid behind which to begin. */
  readonly after: number
  /** The last rowid to give. */
  readonly until: number
  readonly limit: number
}

/** Reads these columns of `events`; `position` and `partition` must have `events.` before them, as the lists have both. */
export function partitionRows<Row>(db: Database, columns: string): (partition: string, range: Range) => Iterable<Row> {
  const findNumber = db.prepare<[string], number>('SELECT id FROM partitions WHERE name = ?').pluck()
  const findEnd = db.prepare<[], number>('SELECT position FROM partition_events_end').pluck()
  const listed = db
    .prepare<[number, number, number, number], Row>(
      `SELECT ${columns} FROM partition_events AS list CROSS JOIN events ON events.position = list.position
       WHERE list.partition = ? AND list.position > ? AND list.position <= ? ORDER BY list.position LIMIT ?`,
    )
    .raw()
  const unlisted = db
    .prepare<[number, number, number, number], Row>(
      `SELECT ${columns} FROM events WHERE partition = ? AND position > ? AND position <= ? ORDER BY position LIMIT ?`,
    )
    .raw()

  /** All up to here is listed, and stays so; others may have listed more since. */
  let end = 0

  return function* (partition, { after, until, limit }) {
    const number = findNumber.get(partition)
    if (number === undefined) return
    // where the row that tells is gone, all is looked through
    if (until - Math.max(after, end) > mostUnlisted) end = findEnd.get() ?? 0
    let left = limit
    if (after < end) {
      for (const row of listed.iterate(number, after, Math.min(until, end), limit)) {
        left -= 1
        yield row
      }
    }
    if (left > 0 && end < until) yield* unlisted.iterate(number, Math.max(after, end), until, left)
  }
}
