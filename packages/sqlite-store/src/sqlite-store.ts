// The embedded store: one file holds the events and the views, and several processes may open it.
import { resolve } from 'node:path'
import {
  checkCount,
  givingWay,
  leavable,
  LianxiError,
  toPosition,
  type EventStore,
  type SubscribeOptions,
  type ViewStore,
} from '@lianxi/event-sourcing'
import type { Database } from 'better-sqlite3'
import { appendQueue } from './append-queue.js'
import { backup, type BackupOptions } from './backup.js'
import { changes } from './changes.js'
import { openConnection } from './connection.js'
import { eventReader } from './event-reader.js'
import { guarded, storeError } from './failures.js'
import { fileAtPath } from './file-at-path.js'
import { checkOptions, type SqliteStoreOptions } from './options.js'
import { patience, type Patience } from './patience.js'
import { toRow } from './position.js'
import { sqliteViewStore } from './sqlite-view-store.js'

/** An event store that can keep views as well. */
export interface SqliteStore extends EventStore {
  readonly viewStore: ViewStore

  /**
   * Copies the file to a path where there is none yet, while this and other processes go on writing. The copy is a store: all that
   * was stored at the call, views too, and on disk once the promise resolves. A failure or an abort leaves nothing behind.
   * Throws `store-file` where there is a file or a folder already, or a log that one left, and what opening a file throws.
   */
  backup(path: string, options?: BackupOptions): Promise<void>
}

/**
 * Opens the file, and makes it where there is none.
 * Throws `store-not-ours`, `store-newer`, `store-read-only`, `store-full`, `store-damaged`, `store-busy`, `store-file` for one in no
 * place where it can be kept safe, or `invalid-input` for options that are none.
 */
export function openSqliteStore(path: string, options: SqliteStoreOptions = {}): SqliteStore {
  const { busyTimeout } = checkOptions(options)
  const db = openConnection(path, { busyTimeout })
  try {
    return storeOn(db, patience(busyTimeout))
  } catch (error) {
    db.close()
    throw storeError(path, error)
  }
}

function storeOn(db: Database, patience: Patience): SqliteStore {
  const reader = eventReader(db)
  // the folder that the process works in may change
  const file = resolve(db.name)
  const checkFile = fileAtPath(file)
  const { next, version, announce } = changes(db, checkFile)
  const queue = appendQueue(db, { checkFile, patience, committed: announce })

  let closing: Promise<void> | undefined

  function whileOpen<T>(action: () => T): T {
    if (closing !== undefined) throw new LianxiError('store-closed', {})
    return guarded(db.name, () => patience.atOnce(action))
  }

  async function* subscription({ after, partition, signal }: SubscribeOptions) {
    const giveWay = givingWay()
    let reached = whileOpen(() => (after === undefined ? 0 : toRow(after, reader.head())))
    while (!signal.aborted && closing === undefined) {
      // taken before the read: what is committed in between wakes at once
      const { seen, batch } = whileOpen(() => ({
        seen: version(),
        batch: reader.batch({
          after: reached,
          until: Number.MAX_SAFE_INTEGER,
          partition,
          limit: Number.POSITIVE_INFINITY,
        }),
      }))
      const last = batch.at(-1)
      if (last === undefined) await next(seen, signal)
      else {
        reached = toRow(last.position, Number.MAX_SAFE_INTEGER)
        yield batch
        await giveWay()
      }
    }
  }

  async function finish(): Promise<void> {
    const last = queue.finish()
    if (last !== undefined) await last
    guarded(db.name, () => db.close())
    announce()
  }

  return {
    durable: true,
    // one commit of the queue
    appendsTogether: 256,

    append: (stream, events, expected) =>
      closing === undefined
        ? queue.append({ stream, events, expected })
        : Promise.reject(new LianxiError('store-closed', {})),

    async *readStream(stream, { from = 0, limit = Number.POSITIVE_INFINITY } = {}) {
      whileOpen(() => {
        checkCount('from', from)
        checkCount('limit', limit)
      })
      const giveWay = givingWay()
      for (let given = 0; ;) {
        const batch = whileOpen(() => reader.streamBatch(stream, from + given, limit - given))
        if (batch.length === 0) return
        given += batch.length
        yield batch
        await giveWay()
      }
    },

    async *readAll({ after, partition, limit = Number.POSITIVE_INFINITY } = {}) {
      let reached = 0
      const until = whileOpen(() => {
        checkCount('limit', limit)
        const head = reader.head()
        if (after !== undefined) reached = toRow(after, head)
        return head
      })
      const giveWay = givingWay()
      for (let given = 0; ;) {
        const batch = whileOpen(() => reader.batch({ after: reached, until, partition, limit: limit - given }))
        const last = batch.at(-1)
        if (last === undefined) return
        given += batch.length
        reached = toRow(last.position, until)
        yield batch
        await giveWay()
      }
    },

    async head() {
      const row = whileOpen(() => reader.head())
      return row === 0 ? undefined : toPosition(row)
    },

    subscribe: (options) => leavable(options, subscription),

    viewStore: sqliteViewStore(db, { checkFile, patience }),

    async backup(path, options = {}) {
      whileOpen(checkFile)
      await backup(file, path, options)
    },

    close: () => (closing ??= finish()),
  }
}
