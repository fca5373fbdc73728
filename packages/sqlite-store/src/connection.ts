// One connection to a file, with the settings that the promises rest on: found to be in force, not only asked for.
import { LianxiError } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { guarded } from './failures.js'
import { patience } from './patience.js'
import { checkPath } from './path.js'
import { prepareFile } from './schema.js'
import { checkWritable } from './writable.js'

export interface ConnectionOptions {
  /** How long to wait, in milliseconds, for another process that writes. */
  readonly busyTimeout: number
}

const full = 2

/**
 * The log is written back into the file by who commits, every 1,000 pages (4 MB) and without waiting for readers; then it is
 * overwritten from its start. A reader that stands still for long lets it grow; behind that one it is cut to this many bytes.
 */
export const logLimit = 16_000_000

function configure(db: Database.Database, busyTimeout: number): void {
  const { atOnce } = patience(busyTimeout)
  atOnce(() => prepareFile(db))
  // of several processes that open a new file, one changes the journal while the others look
  const journal = atOnce(() => db.pragma('journal_mode = WAL', { simple: true }))
  db.pragma('synchronous = FULL')
  db.pragma(`journal_size_limit = ${logLimit}`)
  const synchronous = db.pragma('synchronous', { simple: true })
  // the first reading opens the log, which then stands as long as the connection (file-at-path.ts)
  atOnce(() => db.pragma('schema_version'))
  if (journal !== 'wal' || synchronous !== full) {
    const reason = `it cannot be kept safe (journal ${String(journal)}, synchronous ${String(synchronous)}); name a file on a local disk`
    throw new LianxiError('store-file', { path: db.name, reason })
  }
}

function open(path: string): Database.Database {
  try {
    // who uses the connection is patient itself
    return new Database(path, { timeout: 0 })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // better-sqlite3 refuses a path in a folder that is not there by itself
    throw new LianxiError('store-file', { path, reason: error.message }, error)
  }
}

/** Opens the file, and makes it where there is none. */
export function openConnection(path: string, { busyTimeout }: ConnectionOptions): Database.Database {
  checkPath(path)
  return guarded(path, () => {
    checkWritable(path)
    const db = open(path)
    try {
      configure(db, busyTimeout)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}
