// One append inside a transaction: all checks first, then the rows. So what is refused has written nothing, and needs no undoing.
import {
  checkAppend,
  LianxiError,
  streamParts,
  type NewEvent,
  type Revision,
  type StreamName,
} from '@lianxi/event-sourcing'
import type { Database } from 'better-sqlite3'

export interface Append {
  readonly stream: StreamName
  readonly events: readonly NewEvent[]
  readonly expected: Revision | 'no-stream'
}

interface StreamRow {
  readonly id: number
  readonly partition: number
  readonly last: Revision
}

export interface AppendStatements {
  /** Throws what the port says, and returns how to write the append. To be called under the write lock, and the answer too. */
  readonly check: (append: Append) => () => void
}

export function appendStatements(db: Database): AppendStatements {
  const findStream = db.prepare<[string], StreamRow>(`
    SELECT id, partition, (SELECT max(revision) FROM events WHERE stream = streams.id) AS last FROM streams WHERE name = ?`)
  const findId = db.prepare<[string], 1>('SELECT 1 FROM events WHERE id = ?').pluck()
  const findPartition = db.prepare<[string], number>('SELECT id FROM partitions WHERE name = ?').pluck()
  const addPartition = db.prepare<[string]>('INSERT INTO partitions (name) VALUES (?)')
  const addStream = db.prepare<[string, number]>('INSERT INTO streams (name, partition) VALUES (?, ?)')
  const addEvent = db.prepare<[number, number, number, string, string, string, string, string]>(`
    INSERT INTO events (stream, revision, partition, id, type, data, metadata, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)

  function newStream(stream: StreamName): StreamRow {
    const { partition: name } = streamParts(stream)
    const partition = findPartition.get(name) ?? Number(addPartition.run(name).lastInsertRowid)
    return { id: Number(addStream.run(stream, partition).lastInsertRowid), partition, last: -1 }
  }

  return {
    check({ stream, events, expected }) {
      const found = findStream.get(stream)
      checkAppend({ stream, events, expected, actual: found?.last ?? -1 })
      for (const { id } of events)
        if (findId.get(id) !== undefined) throw new LianxiError('duplicate-event', { stream, id })
      return () => {
        const { id: row, partition, last } = found ?? newStream(stream)
        for (const [index, { id, type, data, metadata, hash }] of events.entries()) {
          addEvent.run(row, last + 1 + index, partition, id, type, data, metadata, hash)
        }
      }
    },
  }
}
