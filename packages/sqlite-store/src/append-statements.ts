// One append inside a transaction: all checks first, then the rows. So what is refused has written nothing, and needs no undoing.
import {
  checkAppend,
  isStreamName,
  LianxiError,
  maxAppendBytes,
  streamParts,
  type Append,
  type NewEvent,
  type StreamName,
} from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { knownStreams, type KnownStream } from './known-streams.js'
import { partitionLists } from './partition-lists.js'

export interface SizedAppend extends Append {
  /** The texts of its events in UTF-16 units; infinite where one of them is none that can be kept. */
  readonly length: number
}

export interface AppendStatements {
  /**
   * Writes an append of one event, of `surelySmall` at most, to a stream that is known to end where the append expects it: one statement, whose
   * unique indexes are the check. Returns whether it did; where not, nothing was written, and `append` says why or does it.
   */
  readonly appendToKnown: (append: SizedAppend) => boolean
  /** Throws what the port says, having written nothing, or writes the append. To be called under the write lock. */
  readonly append: (append: Append) => void
  /** Whether the next commit should be a transaction that ends with `catchUp`. */
  readonly behind: () => boolean
  /** To be called at the end of a transaction. */
  readonly catchUp: () => void
  /** To be called where a transaction was undone. */
  readonly forget: () => void
}

// in UTF-16 units, of at most three bytes each: what is longer is counted exactly by the port's own check
const surelySmall = Math.floor(maxAppendBytes / 3)

function isTaken(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE'
}

export function appendStatements(db: Database.Database): AppendStatements {
  const known = knownStreams()
  const lists = partitionLists(db)
  const findStream = db.prepare<[string], Omit<KnownStream, 'last'>>('SELECT id, partition FROM streams WHERE name = ?')
  const findLast = db.prepare<[number], number | null>('SELECT max(revision) FROM events WHERE stream = ?').pluck()
  const findId = db.prepare<[string], 1>('SELECT 1 FROM events WHERE id = ?').pluck()
  const findPartition = db.prepare<[string], number>('SELECT id FROM partitions WHERE name = ?').pluck()
  const addPartition = db.prepare<[string]>('INSERT INTO partitions (name) VALUES (?)')
  const addStream = db.prepare<[string, number]>('INSERT INTO streams (name, partition) VALUES (?, ?)')
  const addEvent = db.prepare<[number, number, number, string, string, string, string, string]>(`
    INSERT INTO events (stream, revision, partition, id, type, data, metadata, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)

  function insert(at: KnownStream, { id, type, data, metadata, hash }: NewEvent): void {
    const { lastInsertRowid } = addEvent.run(at.id, at.last + 1, at.partition, id, type, data, metadata, hash)
    at.last += 1
    lists.stored(Number(lastInsertRowid))
  }

  function lookUp(stream: StreamName): KnownStream | undefined {
    const found = known.get(stream) ?? findStream.get(stream)
    if (found === undefined) return undefined
    const { id, partition } = found
    return { id, partition, last: findLast.get(id) ?? -1 }
  }

  function newStream(stream: StreamName): KnownStream {
    const { partition: name } = streamParts(stream)
    const partition = findPartition.get(name) ?? Number(addPartition.run(name).lastInsertRowid)
    return { id: Number(addStream.run(stream, partition).lastInsertRowid), partition, last: -1 }
  }

  return {
    appendToKnown({ stream, events, expected, length }) {
      const at = known.get(stream)
      const [event] = events
      if (at === undefined || event === undefined || at.last !== expected || events.length > 1 || length > surelySmall)
        return false
      try {
        insert(at, event)
      } catch (error) {
        if (isTaken(error)) return false
        throw error
      }
      return true
    },
    append({ stream, events, expected }) {
      // SQLite would be asked for whatever stands in place of a name
      const found = isStreamName(stream) ? lookUp(stream) : undefined
      checkAppend({ stream, events, expected, actual: found?.last ?? -1 })
      for (const { id } of events)
        if (findId.get(id) !== undefined) throw new LianxiError('duplicate-event', { stream, id })
      const at = found ?? newStream(stream)
      for (const event of events) insert(at, event)
      known.set(stream, at)
    },
    behind: lists.due,
    catchUp: lists.catchUp,
    forget() {
      known.forget()
      lists.forget()
    },
  }
}
