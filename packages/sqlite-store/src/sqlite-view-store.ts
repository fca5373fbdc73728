// Views in the same file as the events.
import { LianxiError, type Position, type SavedView, type ViewKey, type ViewStore } from '@lianxi/event-sourcing'
import type { Database } from 'better-sqlite3'
import { storeError } from './failures.js'
import type { Patience } from './patience.js'

type Key = [name: string, version: string, partition: string]

interface Row {
  readonly state: string
  readonly checkpoint: Position | null
  readonly saves: number
}

const toKey = ({ name, version, partition }: ViewKey): Key => [name, version, partition]

export interface ViewStoreOptions {
  /** Called before each save and drop; it may throw. */
  readonly checkFile: () => void
  readonly patience: Patience
}

export function sqliteViewStore(db: Database, { checkFile, patience }: ViewStoreOptions): ViewStore {
  const find = db.prepare<Key, Row>(
    'SELECT state, checkpoint, saves FROM views WHERE name = ? AND version = ? AND partition = ?',
  )
  const add = db.prepare<[string, string | null, ...Key]>(
    'INSERT INTO views (state, checkpoint, name, version, partition, saves) VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING',
  )
  const change = db.prepare<[string, string | null, number, ...Key, number]>(
    'UPDATE views SET state = ?, checkpoint = ?, saves = ? WHERE name = ? AND version = ? AND partition = ? AND saves = ?',
  )
  const remove = db.prepare<Key>('DELETE FROM views WHERE name = ? AND version = ? AND partition = ?')

  function whileOpen<T>(action: () => T): Promise<T> {
    const attempt = () => {
      if (!db.open) throw new LianxiError('store-closed', {})
      return action()
    }
    return patience.aside(attempt).catch((error: unknown) => {
      throw storeError(db.name, error)
    })
  }

  function save(key: ViewKey, { state, checkpoint, saves }: SavedView): boolean {
    checkFile()
    if (saves === 1) return add.run(state, checkpoint ?? null, ...toKey(key)).changes === 1
    // no row has `saves` of anything but a whole number from 1
    return change.run(state, checkpoint ?? null, saves, ...toKey(key), saves - 1).changes === 1
  }

  return {
    durable: true,
    load: (key) =>
      whileOpen(() => {
        const row = find.get(...toKey(key))
        if (row === undefined) return undefined
        const { state, checkpoint, saves } = row
        return checkpoint === null ? { state, saves } : { state, checkpoint, saves }
      }),
    save: (key, next) => whileOpen(() => save(key, next)),
    drop: (key) =>
      whileOpen(() => {
        checkFile()
        remove.run(...toKey(key))
      }),
  }
}
