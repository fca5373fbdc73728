import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { hasCode, isLianxiError, toStreamName as toName } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openConnection } from './connection.js'
import { applicationId, schemaVersion } from './schema.js'
import { openSqliteStore } from './sqlite-store.js'
import { note, withFile } from './test-files.js'

function openFails(path: string): { path: string; reason: string } {
  try {
    openSqliteStore(path, { busyTimeout: 50 })
  } catch (error) {
    if (hasCode(error, 'store-file')) return error.details
    throw error
  }
  throw new Error('it was opened')
}

/** `whole`, the code of the error, or what was wrong with the events. */
async function readOutcome(path: string, stream: string, count: number): Promise<string> {
  const texts: string[] = []
  try {
    const store = openSqliteStore(path)
    try {
      for await (const batch of store.readStream(toName(stream))) texts.push(...batch.map(({ data }) => data))
    } finally {
      await store.close()
    }
  } catch (error) {
    return isLianxiError(error) ? error.code : String(error)
  }
  const expected = Array.from({ length: count }, (_, number) => note(number, 'x'.repeat(200)).data)
  return texts.join() === expected.join() ? 'whole' : 'wrong events'
}

describe('a connection', () => {
  it('reports a write-ahead log and a wait for the disk, whether it made the file, shares it or opens it again', () =>
    withFile((path) => {
      const report = () => {
        const db = openConnection(path, { busyTimeout: 1_234 })
        const settings = ['journal_mode', 'synchronous', 'busy_timeout', 'application_id', 'user_version']
        return { db, values: settings.map((name) => db.pragma(name, { simple: true })) }
      }
      const expected = ['wal', 2, 1_234, applicationId, schemaVersion]
      const [first, second] = [report(), report()]
      expect([first.values, second.values]).toEqual([expected, expected])
      first.db.close()
      second.db.close()
      const again = report()
      expect(again.values).toEqual(expected)
      again.db.close()
    }))

  it('reports so in a file whose journal was changed back by another tool', () =>
    withFile((path) => {
      openConnection(path, { busyTimeout: 50 }).close()
      const tool = new Database(path)
      tool.pragma('journal_mode = DELETE')
      tool.close()
      const db = openConnection(path, { busyTimeout: 50 })
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
      db.close()
    }))
})

describe('a file that cannot be a store is refused with store-file, and left as it was', () => {
  it('a database of another program, empty or not', () =>
    withFile((path) => {
      const other = new Database(path)
      other.exec('CREATE TABLE events (x)')
      other.close()
      const before = readFileSync(path)
      expect(openFails(path).reason).toContain('another program')
      expect(readFileSync(path).equals(before)).toBe(true)

      const marked = join(dirname(path), 'marked.db')
      const empty = new Database(marked)
      empty.pragma('application_id = 7')
      empty.close()
      expect(openFails(marked).reason).toContain('another program')
    }))

  it('a file of a newer program', () =>
    withFile((path) => {
      openSqliteStore(path).close()
      const newer = new Database(path)
      newer.pragma(`user_version = ${schemaVersion + 1}`)
      newer.close()
      expect(openFails(path)).toEqual({
        path,
        reason: expect.stringContaining(`version ${schemaVersion + 1}, newer than this program`),
      })
    }))

  it('a file that is no database', () =>
    withFile((path) => {
      const text = 'minutes of the meeting\n'.repeat(100)
      writeFileSync(path, text)
      expect(openFails(path).reason).toContain('no SQLite database')
      expect(readFileSync(path, 'utf8')).toBe(text)
    }))

  it('a file of ours whose tables are gone', () =>
    withFile((path) => {
      openSqliteStore(path).close()
      const tool = new Database(path)
      tool.exec('DROP TABLE events')
      tool.close()
      expect(openFails(path).path).toBe(path)
    }))

  it('a folder, a path in a folder that is not there, and a database in memory, which no write-ahead log can keep', () =>
    withFile((path) => {
      mkdirSync(path)
      expect(openFails(path).path).toBe(path)
      expect(openFails(join(path, 'none', 'store.db')).path).toBe(join(path, 'none', 'store.db'))
      expect(openFails(':memory:').reason).toContain('journal memory')
    }))
})

describe('a damaged file', () => {
  it('gives store-file where a damaged page is read', () =>
    withFile(async (path) => {
      const stream = 'note-north.a'
      const store = openSqliteStore(path)
      const events = Array.from({ length: 400 }, (_, number) => note(number, 'x'.repeat(200)))
      await store.append(toName(stream), events, 'no-stream')
      await store.close()
      const whole = readFileSync(path)
      const pages = whole.length / 4096
      const outcomes = new Set<string>()
      for (let page = 1; page < pages; page++) {
        const damaged = Buffer.from(whole)
        damaged.fill(0xff, page * 4096, page * 4096 + 200)
        writeFileSync(path, damaged)
        outcomes.add(await readOutcome(path, stream, events.length))
      }
      expect([...outcomes].sort()).toEqual(['store-file', 'whole'])
    }))

  it('gives store-file where it was cut short', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      await store.append(
        toName('note-north.a'),
        Array.from({ length: 400 }, (_, number) => note(number, 'x'.repeat(200))),
        'no-stream',
      )
      await store.close()
      writeFileSync(path, readFileSync(path).subarray(0, 40_960))
      expect(await readOutcome(path, 'note-north.a', 400)).toBe('store-file')
    }))
})

/** Takes the write lock in a thread, does its work a moment later, and lets go. Resolves once the lock is held. */
async function holdInThread(path: string, work: readonly string[]): Promise<{ readonly done: Promise<unknown> }> {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads')
    const Database = require(workerData.module)
    const db = new Database(workerData.path)
    db.exec('BEGIN IMMEDIATE')
    parentPort.postMessage('held')
    setTimeout(() => {
      for (const sql of workerData.work) db.exec(sql)
      db.exec('COMMIT')
      db.close()
    }, 200)`
  const module = createRequire(import.meta.url).resolve('better-sqlite3')
  const worker = new Worker(code, { eval: true, workerData: { path, work, module } })
  const done = once(worker, 'exit')
  await once(worker, 'message')
  return { done }
}

describe('a file that another opens in the same moment', () => {
  it('is made ours once, by whoever comes first', () =>
    withFile(async (path) => {
      const other = `${path}-other`
      openSqliteStore(other).close()
      const made = new Database(other)
      const tables = made.prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').pluck().all()
      made.close()
      const pragmas = [`PRAGMA application_id = ${applicationId}`, `PRAGMA user_version = ${schemaVersion}`]
      const { done } = await holdInThread(path, [...tables, ...pragmas])
      await openSqliteStore(path, { busyTimeout: 5_000 }).close()
      await done
    }))

  it('is waited for, also where the journal has to be changed', () =>
    withFile(async (path) => {
      openSqliteStore(path).close()
      const tool = new Database(path)
      tool.pragma('journal_mode = DELETE')
      tool.close()
      const { done } = await holdInThread(path, [])
      await openSqliteStore(path, { busyTimeout: 5_000 }).close()
      await done
      const late = await holdInThread(path, [])
      await openSqliteStore(path, { busyTimeout: 5_000 }).close()
      await late.done
    }))
})

describe('a file that another process holds', () => {
  it('gives store-busy after the time to wait, and the store goes on when it is free', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path, { busyTimeout: 20 })
      const holder = new Database(path)
      holder.exec('BEGIN IMMEDIATE')
      await expect(store.append(toName('note-north.a'), [note(0)], 'no-stream')).rejects.toMatchObject({
        code: 'store-busy',
        retryable: true,
        details: { path },
      })
      await expect(
        store.viewStore.save({ name: 'v', version: '1', partition: '' }, { state: '{}', saves: 1 }),
      ).rejects.toMatchObject({ code: 'store-busy' })
      holder.exec('ROLLBACK')
      holder.close()
      await store.append(toName('note-north.a'), [note(0)], 'no-stream')
      await store.close()
    }))
})
