import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isLianxiError, toStreamName } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { appendQueue } from './append-queue.js'
import { patienceWithProcesses as timeout, run } from './child.js'
import { patience } from './patience.js'
import { schemaVersion } from './schema.js'
import { openSqliteStore } from './sqlite-store.js'
import { note, readOutcome, withFile } from './test-files.js'
import { openSqliteViewStore } from './view-store-file.js'

const stream = toStreamName('note-north.a')

function openFails(path: string): { readonly code: string; readonly details: object } {
  try {
    openSqliteStore(path, { busyTimeout: 50 })
  } catch (error) {
    if (isLianxiError(error)) return { code: error.code, details: error.details }
    throw error
  }
  throw new Error('it was opened')
}

describe('a file that cannot be a store is refused, and left as it was', () => {
  it('a database of another program, empty or not', () =>
    withFile((path) => {
      const other = new Database(path)
      other.exec('CREATE TABLE events (x)')
      other.close()
      const before = readFileSync(path)
      const refused = { code: 'store-not-ours', details: { reason: expect.stringContaining('another program') } }
      expect(openFails(path)).toMatchObject(refused)
      expect(readFileSync(path).equals(before)).toBe(true)

      const marked = join(dirname(path), 'marked.db')
      const empty = new Database(marked)
      empty.pragma('application_id = 7')
      empty.close()
      expect(openFails(marked)).toMatchObject(refused)
    }))

  it('a file of a newer program', () =>
    withFile((path) => {
      openSqliteStore(path).close()
      const newer = new Database(path)
      newer.pragma(`user_version = ${schemaVersion + 1}`)
      newer.close()
      const before = readFileSync(path)
      const details = { path, version: schemaVersion + 1, known: schemaVersion }
      expect(openFails(path)).toEqual({ code: 'store-newer', details })
      expect(readFileSync(path).equals(before)).toBe(true)
    }))

  it('a file that is no database', () =>
    withFile((path) => {
      const text = 'minutes of the meeting\n'.repeat(100)
      writeFileSync(path, text)
      expect(openFails(path)).toMatchObject({
        code: 'store-not-ours',
        details: { reason: expect.stringContaining('no SQLite database') },
      })
      expect(readFileSync(path, 'utf8')).toBe(text)
    }))

  it('a file of ours whose tables are gone', () =>
    withFile((path) => {
      openSqliteStore(path).close()
      const tool = new Database(path)
      tool.exec('DROP TABLE events')
      tool.close()
      expect(openFails(path)).toMatchObject({ code: 'store-file', details: { path } })
    }))

  it('a folder, a path in a folder that is not there, and a database in memory, which no write-ahead log can keep', () =>
    withFile((path) => {
      mkdirSync(path)
      expect(openFails(path)).toMatchObject({ code: 'store-file', details: { path } })
      const lost = join(path, 'none', 'store.db')
      expect(openFails(lost)).toMatchObject({ code: 'store-file', details: { path: lost } })
      expect(openFails(':memory:')).toMatchObject({
        code: 'store-file',
        details: { reason: expect.stringContaining('journal memory') },
      })
    }))
})

it.each([
  ['a path with a NUL in it, which would end it', (path: string) => `${path}\0.db`, 'NUL'],
  ['a path that is too long', (path: string) => `${path}${'x'.repeat(300)}`, 'cannot be opened'],
  ['a path through a file', (path: string) => `${path}/store.db`, 'cannot be opened'],
])('%s is refused as that, and no file is made', (_, wrong, reason) =>
  withFile((path) => {
    writeFileSync(path, '')
    expect(openFails(wrong(path))).toMatchObject({
      code: 'store-file',
      details: { reason: expect.stringContaining(reason) },
    })
    expect(readdirSync(dirname(path))).toEqual(['store.db'])
    expect(readFileSync(path).length).toBe(0)
  }),
)

it.each(['', undefined, 7])('a path that names no file is refused: %j', (path) => {
  const refused = { code: typeof path === 'string' ? 'store-file' : 'invalid-input' }
  // as a program without types may give it
  expect(() => openSqliteStore(path as string)).toThrow(expect.objectContaining(refused))
  expect(() => openSqliteViewStore(path as string)).toThrow(expect.objectContaining(refused))
})

it.each([' ', '\n', '\r', '\u00a0'])('a path with white space at an end is refused, and no file is made: %j', (space) =>
  withFile((path) => {
    const refused = { code: 'store-file', details: { reason: expect.stringContaining('white space') } }
    expect(openFails(`${path}${space}`)).toMatchObject(refused)
    expect(openFails(`${space}${path}`)).toMatchObject(refused)
    expect(readdirSync(dirname(path))).toEqual([])
  }),
)

it.each([Number.NaN, -1, 0.5, Number.POSITIVE_INFINITY, 2 ** 31])(
  'a time to wait of %s is refused, and no file is made',
  (busyTimeout) =>
    withFile((path) => {
      const refused = expect.objectContaining({
        code: 'invalid-input',
        details: expect.objectContaining({ path: 'busyTimeout' }),
      })
      expect(() => openSqliteStore(path, { busyTimeout })).toThrow(refused)
      expect(() => openSqliteViewStore(path, { busyTimeout })).toThrow(refused)
      expect(readdirSync(dirname(path))).toEqual([])
    }),
)

it('a time to wait that is a text is told as one', () =>
  withFile((path) => {
    // as from an app without types
    const busyTimeout = '5' as never
    expect(() => openSqliteStore(path, { busyTimeout })).toThrow('busyTimeout: "5" is no whole number')
  }))

it.each([
  ['busyTimout', { busyTimout: 5 }],
  ['', '5'],
  ['', 5],
  ['', null],
])('an option that there is none of is refused at %j, and no file is made', (at, options) =>
  withFile((path) => {
    const refused = expect.objectContaining({
      code: 'invalid-input',
      details: expect.objectContaining({ what: 'options of a SQLite store', path: at }),
    })
    // as from an app without types
    expect(() => openSqliteStore(path, options as never)).toThrow(refused)
    expect(() => openSqliteViewStore(path, options as never)).toThrow(refused)
    expect(readdirSync(dirname(path))).toEqual([])
  }),
)

describe('what may not be written', () => {
  it(
    'is refused when it is opened: a file, a folder with a file or without, a file whose log was not written back',
    { timeout },
    () =>
      withFile(async (path) => {
        const top = dirname(path)
        chmodSync(top, 0o755)
        const at = (folder: string) => {
          mkdirSync(join(top, folder))
          return join(top, folder, 'store.db')
        }
        const store = openSqliteStore(path)
        await store.append(stream, [note(0)], 'no-stream')
        const [file, crashed, inFolder, absent, free] = [
          at('file'),
          at('crashed'),
          at('folder'),
          at('absent'),
          at('free'),
        ]
        // as a process leaves it that was killed: all of it stands in the log
        copyFileSync(path, crashed)
        copyFileSync(`${path}-wal`, `${crashed}-wal`)
        await store.close()
        for (const place of [file, inFolder, free]) copyFileSync(path, place)
        for (const place of [file, crashed, free]) chmodSync(dirname(place), 0o777)
        for (const place of [inFolder, free]) chmodSync(place, 0o666)
        for (const place of [file, crashed, `${crashed}-wal`]) chmodSync(place, 0o444)
        for (const place of [inFolder, absent]) chmodSync(dirname(place), 0o555)

        const outcomes: unknown = JSON.parse(await run('open-unprivileged', [file, crashed, inFolder, absent, free]))
        expect(outcomes).toEqual(['store-read-only', 'store-read-only', 'store-read-only', 'store-read-only', 'opened'])

        for (const place of [dirname(inFolder), dirname(absent)]) chmodSync(place, 0o755)
        for (const place of [file, crashed, `${crashed}-wal`, inFolder]) {
          chmodSync(place, 0o644)
        }
        for (const place of [file, crashed, inFolder]) expect(await readOutcome(place, [note(0)])).toBe('whole')
      }),
  )

  it('is refused where only SQLite finds it out', () =>
    withFile(async (path) => {
      openSqliteStore(path).close()
      const db = new Database(path, { readonly: true })
      const queue = appendQueue(db, { checkFile: () => {}, patience: patience(50), committed: () => {} })
      await expect(queue.append({ stream, events: [note(0)], expected: 'no-stream' })).rejects.toMatchObject({
        code: 'store-read-only',
        retryable: false,
      })
      db.close()
    }))
})
