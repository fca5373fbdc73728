// Events in batches. A batch is read whole before it is handed out, so no statement stands open while a caller thinks.
import { toPosition, type RecordedEvent, type Revision, type StreamName } from '@lianxi/event-sourcing'
import type { Database } from 'better-sqlite3'
import { partitionRows, type Range } from './partition-rows.js'
import { streamNames } from './stream-names.js'

const batchEvents = 512
// in UTF-16 units, or bytes, which are no fewer; a batch of the largest appends must not fill the memory
const batchLength = 4_000_000

type Row = readonly [
  id: string,
  type: string,
  data: string,
  metadata: string,
  hash: string,
  revision: Revision,
  position: number,
  stream: number,
  partition: number,
]

export type Batch = readonly RecordedEvent[]

export interface EventReader {
  /** The next events of a stream; empty at its end. */
  streamBatch(stream: StreamName, from: Revision, limit: number): Batch
  /** The next events of all, or of a partition; empty at the end of the range. */
  batch(range: Range & { readonly partition: string | undefined }): Batch
  /** The rowid of the last event; 0 where there is none. */
  head(): number
}

const columns = 'id, type, data, metadata, hash, revision, events.position, stream, events.partition'

export function eventReader(db: Database): EventReader {
  const { nameOf, numberOf } = streamNames(db)

  // by index: to take a row apart as a list costs as much as a column
  function toEvent(row: Row): RecordedEvent {
    return {
      id: row[0],
      type: row[1],
      data: row[2],
      metadata: row[3],
      hash: row[4],
      stream: nameOf({ stream: row[7], partition: row[8], revision: row[5] }),
      revision: row[5],
      position: toPosition(row[6]),
    }
  }

  function take(rows: Iterable<Row>): Batch {
    const batch: RecordedEvent[] = []
    let length = 0
    for (const row of rows) {
      batch.push(toEvent(row))
      length += row[2].length + row[3].length
      if (length >= batchLength) break
    }
    return batch
  }

  const ofStream = db
    .prepare<[number, number, number], Row>(
      `SELECT ${columns} FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`,
    )
    .raw()
  const fromAll = 'FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ?'
  const ofAll = db.prepare<[number, number, number], Row>(`SELECT ${columns} ${fromAll}`).raw()
  const bytesOfAll = db
    .prepare<[number, number, number], number | null>(
      `SELECT sum(bytes) FROM (SELECT octet_length(data) + octet_length(metadata) AS bytes ${fromAll})`,
    )
    .pluck()
  const ofPartition = partitionRows<Row>(db, columns)

  /** Rows all at once take three quarters of the time of one by one, and to ask first how long they are takes a tenth. */
  function takeAll(after: number, until: number, most: number): Batch {
    const bytes = bytesOfAll.get(after, until, most) ?? 0
    return bytes < batchLength ? ofAll.all(after, until, most).map(toEvent) : take(ofAll.iterate(after, until, most))
  }

  const last = db.prepare<[], number | null>('SELECT max(position) FROM events').pluck()

  return {
    streamBatch(stream, from, limit) {
      const number = numberOf(stream)
      return number === undefined ? [] : take(ofStream.iterate(number, from, Math.min(limit, batchEvents)))
    },
    batch({ after, until, partition, limit }) {
      const most = Math.min(limit, batchEvents)
      return partition === undefined
        ? takeAll(after, until, most)
        : take(ofPartition(partition, { after, until, limit: most }))
    },
    head: () => last.get() ?? 0,
  }
}
