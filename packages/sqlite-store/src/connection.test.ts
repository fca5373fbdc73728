import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { toStreamName as toName } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { logLimit, openConnection } from './connection.js'
import { applicationId, prepareFile, schemaVersion } from './schema.js'
import { openSqliteStore } from './sqlite-store.js'
import { note, withFile } from './test-files.js'

describe('a connection', () => {
  it('reports a write-ahead log and a wait for the disk, whether it made the file, shares it or opens it again', () =>
    withFile((path) => {
      const report = () => {
        const db = openConnection(path, { busyTimeout: 50 })
        const settings = ['journal_mode', 'synchronous', 'journal_size_limit', 'application_id', 'user_version']
        return { db, values: settings.map((name) => db.pragma(name, { simple: true })) }
      }
      const expected = ['wal', 2, logLimit, applicationId, schemaVersion]
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

  it('writes ahead in fact: what is stored stands in the log before it stands in the file', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      const before = readFileSync(path)
      await store.append(toName('note-north.a'), [note(0)], 'no-stream')
      expect(readFileSync(path).equals(before)).toBe(true)
      expect(readFileSync(`${path}-wal`).includes(note(0).id)).toBe(true)
      await store.close()
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

  it('is not taken for another program’s where it becomes ours between two looks at it', () =>
    withFile(async (path) => {
      const db = new Database(path, { timeout: 0 })
      const pragma = db.pragma.bind(db)
      const looked = vi.spyOn(db, 'pragma').mockImplementation((text, options) => {
        const found = pragma(text, options)
        if (looked.mock.calls.length === 1) {
          try {
            void openSqliteStore(path, { busyTimeout: 0 }).close()
          } catch (error) {
            // it may well be held up by who looks
            expect(error).toMatchObject({ code: 'store-busy' })
          }
        }
        return found
      })
      prepareFile(db)
      expect(looked.mock.calls[0]).toEqual(['application_id', { simple: true }])
      expect(pragma('user_version', { simple: true })).toBe(schemaVersion)
      db.close()
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

  it('lets its own process read on, and an append that waits be answered before the store is closed', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      const holder = new Database(path)
      holder.exec('BEGIN IMMEDIATE')
      const told: string[] = []
      const append = store.append(toName('note-north.a'), [note(0)], 'no-stream').then(() => told.push('stored'))
      await new Promise((resolve) => setTimeout(resolve, 10))
      expect(await store.head()).toBeUndefined()
      const closing = store.close().then(() => told.push('closed'))
      expect(told).toEqual([])
      holder.exec('ROLLBACK')
      holder.close()
      await Promise.all([append, closing])
      expect(told).toEqual(['stored', 'closed'])
    }))
})
