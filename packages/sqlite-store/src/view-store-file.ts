// A view store alone in a file, to stand beside an event store that keeps no views. A whole store's file does as well.
import { resolve } from 'node:path'
import { LianxiError, type ViewStore } from '@lianxi/event-sourcing'
import { backup, type BackupOptions } from './backup.js'
import { openConnection } from './connection.js'
import { guarded, storeError } from './failures.js'
import { fileAtPath } from './file-at-path.js'
import { checkOptions, type SqliteStoreOptions } from './options.js'
import { patience } from './patience.js'
import { sqliteViewStore } from './sqlite-view-store.js'

/** A view store that holds a file open. */
export interface SqliteViewStore extends ViewStore {
  /** Copies the file, as the backup of a store does: what was saved at the call, while this and other processes go on saving. */
  backup(path: string, options?: BackupOptions): Promise<void>
  /** Frees the file. Later calls throw `store-closed`, and so do those that wait for another process just then; a second close does nothing. */
  close(): Promise<void>
}

/** Opens the file, and makes it where there is none. Throws what `openSqliteStore` does. */
export function openSqliteViewStore(path: string, options: SqliteStoreOptions = {}): SqliteViewStore {
  const { busyTimeout } = checkOptions(options)
  const db = openConnection(path, { busyTimeout })
  try {
    // the folder that the process works in may change
    const file = resolve(path)
    const checkFile = fileAtPath(file)
    return {
      ...sqliteViewStore(db, { checkFile, patience: patience(busyTimeout) }),
      async backup(to, options = {}) {
        if (!db.open) throw new LianxiError('store-closed', {})
        checkFile()
        await backup(file, to, options)
      },
      async close() {
        if (db.open) guarded(path, () => db.close())
      },
    }
  } catch (error) {
    db.close()
    throw storeError(path, error)
  }
}
