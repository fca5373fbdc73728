// What SQLite throws, as the errors that every store has.
import { LianxiError } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'

const reasons: readonly (readonly [code: string, reason: string])[] = [
  ['SQLITE_NOTADB', 'it is no SQLite database'],
  ['SQLITE_CORRUPT', 'it is damaged; bring back a backup'],
  ['SQLITE_FULL', 'there is no room for more; nothing was stored'],
  ['SQLITE_READONLY', 'it cannot be written'],
  ['SQLITE_CANTOPEN', 'it cannot be opened'],
  ['SQLITE_PERM', 'access is refused'],
  ['SQLITE_IOERR', 'the disk fails'],
]

function isBusy(code: string): boolean {
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')
}

/** The error to throw for what came out of SQLite. What is not SQLite's is given back as it is. */
export function storeError(path: string, error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const { code, message } = error
  if (isBusy(code))
    return new LianxiError('store-busy', { path, reason: 'another process held it for too long' }, error)
  const reason = reasons.find(([prefix]) => code.startsWith(prefix))?.[1] ?? code
  return new LianxiError('store-file', { path, reason: `${reason} (${message})` }, error)
}

/** Does it, and throws errors of ours for those of SQLite. */
export function guarded<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw storeError(path, error)
  }
}
