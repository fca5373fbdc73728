import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { storeError } from './failures.js'

const codes = [
  ['SQLITE_BUSY_RECOVERY', 'store-busy', true],
  ['SQLITE_BUSY_SNAPSHOT', 'store-busy', true],
  ['SQLITE_PROTOCOL', 'store-busy', true],
  ['SQLITE_CORRUPT_INDEX', 'store-damaged', false],
  ['SQLITE_FULL', 'store-full', true],
  ['SQLITE_IOERR_SHMSIZE', 'store-full', true],
  ['SQLITE_IOERR_READ', 'store-file', false],
  ['SQLITE_TOOBIG', 'store-file', false],
] as const

describe('what SQLite throws', () => {
  it.each(codes)('as %s is %s, and is worth another try: %s', (theirs, code, retryable) => {
    const cause = new Database.SqliteError('why', theirs)
    const details = { path: 'store.db', reason: expect.stringContaining('(why)') }
    expect(storeError('store.db', cause)).toMatchObject({ code, retryable, details, cause })
  })
  it('is told from what others throw, which stays as it is', () => {
    const error = new RangeError('out of range')
    expect(storeError('store.db', error)).toBe(error)
  })
})
