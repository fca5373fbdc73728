// A store that one process works on at a time. The engine lets several; a replay that takes up where the last one stopped
// cannot tell another's steps from its own.
import { openSqliteStore } from '@lianxi/sqlite-store'
import type { EventStore } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { BadInput } from './bad-input.js'
import { realPath } from './real-path.js'

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

/**
 * Takes the lock beside the file and gives what releases it. It is a transaction that is never committed, so the system
 * ends it with its process, however that dies. The lock's file stays, empty: taken away, it could be taken from under
 * another process.
 */
function lock(path: string): () => void {
  const held = new Database(`${realPath(path)}-lock`, { timeout: 0 })
  try {
    held.exec('BEGIN IMMEDIATE')
  } catch (error) {
    held.close()
    throw isBusy(error) ? new BadInput(`${path}: another process works on this file`, { cause: error }) : error
  }
  return () => held.close()
}

/** Opens the store, for this process alone until it is closed. Throws `BadInput` where another works on it. */
export async function openAlone(
  path: string,
  open: (path: string) => EventStore = openSqliteStore,
): Promise<EventStore> {
  const store = open(path)
  try {
    const release = lock(path)
    return { ...store, close: () => store.close().finally(release) }
  } catch (error) {
    await store.close()
    throw error
  }
}
