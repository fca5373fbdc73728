// Where the events of each partition stand. Listed many at once, a little behind the events: to list each in its own commit was a fourth
// page that every append wrote. What is not listed yet is found among the last events, which readers look through (partition-rows.ts).
import { LianxiError } from '@lianxi/event-sourcing'
import type { Database } from 'better-sqlite3'

export interface PartitionLists {
  /** To be told where the last event of this connection's stands. */
  stored(position: number): void
  /** Whether so many events are not listed that the next commit should list them. */
  due(): boolean
  /** Lists all that is not listed yet, where that is due. To be called at the end of a transaction that holds the write lock. */
  catchUp(): void
  /** To be called where a transaction was undone. */
  forget(): void
}

/**
 * How many events may go unlisted, which a reader of a partition looks through: half of them on average. With 64, appends of 64 writers
 * took a fifth longer than with 256, and readers took as long, within a tenth.
 */
export const mostUnlisted = 256

interface Ends {
  readonly listed: number
  readonly stored: number
}

export function partitionLists(db: Database): PartitionLists {
  const findEnds = db.prepare<[], Ends>(`
    SELECT position AS listed, (SELECT coalesce(max(position), 0) FROM events) AS stored FROM partition_events_end`)
  const list = db.prepare<[number]>(`
    INSERT OR IGNORE INTO partition_events SELECT partition, position FROM events WHERE position > ? ORDER BY partition, position`)
  const setEnd = db.prepare<[number]>('UPDATE partition_events_end SET position = ?')

  /** As this connection last knew them; other processes store and list as well. */
  let ends: Ends | undefined

  function damaged(reason: string): never {
    throw new LianxiError('store-damaged', { path: db.name, reason })
  }

  function look(): Ends {
    const found = findEnds.get()
    if (found === undefined) damaged('how far partitions are listed is gone')
    if (found.listed > found.stored) damaged(`partitions are listed up to ${found.listed} of ${found.stored} events`)
    ends = found
    return found
  }

  const isDue = ({ listed, stored }: Ends) => stored - listed >= mostUnlisted

  return {
    stored(position) {
      if (ends !== undefined) ends = { listed: ends.listed, stored: position }
    },
    due: () => isDue(ends ?? look()),
    catchUp() {
      // another process may have listed meanwhile
      if (ends !== undefined && !isDue(ends)) return
      const { listed, stored } = look()
      if (!isDue({ listed, stored })) return
      list.run(listed)
      setEnd.run(stored)
      ends = { listed: stored, stored }
    },
    forget: () => (ends = undefined),
  }
}
