// Events in batches. A batch is read whole before it is handed out, so no statement stands open while a caller thinks.
import { LianxiError, streamParts, type RecordedEvent, type Revision, type StreamName } from '@lianxi/event-sourcing'
import type { Database } from 'better-sqlite3'
import { toPosition } from './position.js'

const batchEvents = 512
// in UTF-16 units; a batch of the largest appends must not fill the memory
const batchLength = 4_000_000

type Row = readonly [
  id: string,
  type: string,
  data: string,
  metadata: string,
  hash: string,
  stream: StreamName,
  revision: Revision,
  position: number,
  partition: number,
  streamPartition: number,
  streamNumber: number,
]

/**
 * Finds an event that stands under another alliance than its stream's name says: an alliance's own reading would leave it out, unseen.
 * The event's number of the partition is compared for each; the name behind the number once for each stream.
 */
function partitionCheck(db: Database) {
  const nameOf = db.prepare<[number], string>('SELECT name FROM partitions WHERE id = ?').pluck()
  const checked = new Set<number>()

  return {
    checkPartition([, , , , , stream, revision, , partition, streamPartition, streamNumber]: Row): void {
      if (partition === streamPartition && checked.has(streamNumber)) return
      if (partition !== streamPartition || nameOf.get(partition) !== streamParts(stream).partition) {
        throw new LianxiError('store-damaged', {
          path: db.name,
          reason: `event ${revision} of ${stream} stands under another partition`,
        })
      }
      checked.add(streamNumber)
    },
  }
}

export type Batch = readonly RecordedEvent[]

export interface Range {
  /** The rowid behind which to begin. */
  readonly after: number
  /** The last rowid to give. */
  readonly until: number
  readonly partition: string | undefined
  readonly limit: number
}

export interface EventReader {
  /** The next events of a stream; empty at its end. */
  streamBatch(stream: StreamName, from: Revision, limit: number): Batch
  /** The next events of all, or of a partition; empty at the end of the range. */
  batch(range: Range): Batch
  /** The rowid of the last event; 0 where there is none. */
  head(): number
}

const columns =
  'e.id, e.type, e.data, e.metadata, e.hash, s.name, e.revision, e.position, e.partition, s.partition, s.id'

export function eventReader(db: Database): EventReader {
  const { checkPartition } = partitionCheck(db)

  function toEvent(row: Row): RecordedEvent {
    const [id, type, data, metadata, hash, stream, revision, position] = row
    checkPartition(row)
    return { id, type, data, metadata, hash, stream, revision, position: toPosition(position) }
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
    .prepare<[string, number, number], Row>(
      `SELECT ${columns} FROM streams s CROSS JOIN events e ON e.stream = s.id
       WHERE s.name = ? AND e.revision >= ? ORDER BY e.revision LIMIT ?`,
    )
    .raw()
  // CROSS JOIN keeps the order of the loops: events in order of position, and each one's name
  const ofAll = db
    .prepare<[number, number, number], Row>(
      `SELECT ${columns} FROM events e CROSS JOIN streams s ON s.id = e.stream
       WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?`,
    )
    .raw()
  const ofPartition = db
    .prepare<[string, number, number, number], Row>(
      `SELECT ${columns} FROM events e INDEXED BY events_by_partition CROSS JOIN streams s ON s.id = e.stream
       WHERE e.partition = (SELECT id FROM partitions WHERE name = ?) AND e.position > ? AND e.position <= ?
       ORDER BY e.position LIMIT ?`,
    )
    .raw()
  const last = db.prepare<[], number | null>('SELECT max(position) FROM events').pluck()

  return {
    streamBatch: (stream, from, limit) => take(ofStream.iterate(stream, from, Math.min(limit, batchEvents))),
    batch({ after, until, partition, limit }) {
      const most = Math.min(limit, batchEvents)
      return take(
        partition === undefined
          ? ofAll.iterate(after, until, most)
          : ofPartition.iterate(partition, after, until, most),
      )
    },
    head: () => last.get() ?? 0,
  }
}
