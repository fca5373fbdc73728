// The names behind the numbers of streams, each looked up once: a name in every row made reading half as slow again.
import { LianxiError, streamParts, type Revision, type StreamName } from '@lianxi/event-sourcing'
import type { Database } from 'better-sqlite3'

const most = 10_000

/** Of which event the name is asked: the numbers of stream and partition stand with it. */
export interface Standing {
  readonly stream: number
  readonly partition: number
  readonly revision: Revision
}

export interface StreamNames {
  /**
   * The name of an event's stream, Throws `store-damaged` for an event of no stream, and for one that stands under another alliance
   * than its stream's name says: the alliance's own reading would leave it out, unseen.
   */
  nameOf(event: Standing): StreamName
  /** The number of a stream, if there is one of this name. */
  numberOf(stream: StreamName): number | undefined
}

export function streamNames(db: Database): StreamNames {
  const find = db.prepare<
    [number],
    { readonly name: StreamName; readonly partition: number; readonly alliance: string }
  >(
    `SELECT s.name, s.partition, p.name AS alliance FROM streams s LEFT JOIN partitions p ON p.id = s.partition WHERE s.id = ?`,
  )
  const findNumber = db.prepare<[string], number>('SELECT id FROM streams WHERE name = ?').pluck()
  const known = new Map<number, { readonly name: StreamName; readonly partition: number }>()

  function damaged(reason: string): never {
    throw new LianxiError('store-damaged', { path: db.name, reason })
  }

  /** Whether the name behind a partition's number is the one in the stream's name is asked once for each stream. */
  function lookUp({ stream, revision }: Standing) {
    const found = find.get(stream) ?? damaged(`event ${revision} is of stream ${stream}, which has no name`)
    if (streamParts(found.name).partition !== found.alliance) elsewhere(found.name, revision)
    if (known.size >= most) known.clear()
    known.set(stream, found)
    return found
  }

  function elsewhere(name: StreamName, revision: Revision): never {
    return damaged(`event ${revision} of ${name} stands under another partition`)
  }

  return {
    nameOf(event) {
      const { name, partition } = known.get(event.stream) ?? lookUp(event)
      return partition === event.partition ? name : elsewhere(name, event.revision)
    },
    numberOf: (stream) => findNumber.get(stream),
  }
}
