// What SQLite throws, as the errors that every store has.
import { LianxiError, type ErrorCode, type ErrorDetails, type StreamName } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'

type FileError = {
  [C in ErrorCode]: ErrorDetails[C] extends { readonly path: string; readonly reason: string } ? C : never
}[ErrorCode]

/** SQLite's result codes by how they begin, the error of ours, and what the reason adds. */
const failures: readonly (readonly [prefix: string, code: FileError, what: string])[] = [
  ['SQLITE_BUSY', 'store-busy', 'another process held it for too long'],
  ['SQLITE_LOCKED', 'store-busy', 'another process held it for too long'],
  // several begin at once, and SQLite gave up after some seconds
  ['SQLITE_PROTOCOL', 'store-busy', 'others began to use it at once, again and again'],
  ['SQLITE_NOTADB', 'store-not-ours', 'it is no SQLite database'],
  ['SQLITE_CORRUPT', 'store-damaged', 'a page does not hold what it should'],
  ['SQLITE_FULL', 'store-full', 'the disk or the file has reached its limit'],
  ['SQLITE_IOERR_SHMSIZE', 'store-full', 'the disk has no room for the index of the log'],
  ['SQLITE_READONLY', 'store-read-only', 'it was opened for reading alone'],
  ['SQLITE_CANTOPEN', 'store-file', 'it cannot be opened'],
  ['SQLITE_PERM', 'store-file', 'access is refused'],
  ['SQLITE_IOERR', 'store-file', 'the disk fails'],
]

/** The error to throw for what came out of SQLite. What is not SQLite's is given back as it is. */
export function storeError(path: string, error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const { code, message } = error
  const [, ours, what] = failures.find(([prefix]) => code.startsWith(prefix)) ?? ['', 'store-file' as const, code]
  return new LianxiError(ours, { path, reason: `${what} (${message})` }, error)
}

/**
 * The error for an append that SQLite threw. Where the disk failed at the wait for what was written, SQLite has undone the append, but whoever
 * opens the file after a crash may find it there.
 */
export function appendError(path: string, stream: StreamName, error: unknown): unknown {
  const inDoubt = error instanceof Database.SqliteError && error.code.endsWith('FSYNC')
  if (!inDoubt) return storeError(path, error)
  return new LianxiError('append-outcome-unknown', { stream, reason: `the disk fails (${error.message})` }, error)
}

/** Does it, and throws errors of ours for those of SQLite. */
export function guarded<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw storeError(path, error)
  }
}
