import { setImmediate as turn } from 'node:timers/promises'
import { readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { toStreamName, type RecordedEvent } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openSqliteStore } from './sqlite-store.js'
import { openSqliteViewStore } from './view-store-file.js'
import { note, readOutcome, withFile } from './test-files.js'

const stream = toStreamName('note-north.a')
const notes = Array.from({ length: 400 }, (_, number) => note(number, 'x'.repeat(200)))
const pageSize = 4_096

async function fill(path: string): Promise<void> {
  const store = openSqliteStore(path)
  await store.append(stream, notes, 'no-stream')
  await store.close()
}

async function readAll(store: ReturnType<typeof openSqliteStore>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for await (const batch of store.readAll()) events.push(...batch)
  return events
}

describe('a damaged file', () => {
  it('gives store-damaged, or what it held, for each page that does not hold what it should', () =>
    withFile(async (path) => {
      await fill(path)
      const whole = readFileSync(path)
      const pages = whole.length / pageSize
      const outcomes = new Set<string>()
      for (let page = 1; page < pages; page++) {
        const damaged = Buffer.from(whole)
        damaged.fill(0xff, page * pageSize, page * pageSize + 200)
        writeFileSync(path, damaged)
        outcomes.add(await readOutcome(path, notes))
      }
      expect([...outcomes].sort()).toEqual(['store-damaged', 'whole'])
    }))

  it('is no database any more where its first bytes are gone', () =>
    withFile(async (path) => {
      await fill(path)
      writeFileSync(path, readFileSync(path).fill(0xff, 0, 100))
      expect(await readOutcome(path, notes)).toBe('store-not-ours')
    }))

  it.each([1, 5, 10, 30])('gives store-damaged where it was cut to %s pages', (pages) =>
    withFile(async (path) => {
      await fill(path)
      truncateSync(path, pages * pageSize)
      expect(await readOutcome(path, notes)).toBe('store-damaged')
    }),
  )

  it('takes no append that meets the damage, and is whole for one that does not', () =>
    withFile(async (path) => {
      await fill(path)
      const db = new Database(path)
      const root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'streams'").pluck().get()
      db.close()
      const damaged = readFileSync(path)
      damaged.fill(0xff, (Number(root) - 1) * pageSize, Number(root) * pageSize)
      writeFileSync(path, damaged)
      const store = openSqliteStore(path)
      const append = store.append(toStreamName('note-north.b'), [note(1_000)], 'no-stream')
      await expect(append).rejects.toMatchObject({ code: 'store-damaged', retryable: false })
      await store.close()
      expect(readFileSync(path).equals(damaged)).toBe(true)
    }))

  it('gives store-damaged, or what it held, where it is cut while it is open', () =>
    withFile(async (path) => {
      await fill(path)
      const store = openSqliteStore(path)
      truncateSync(path, 5 * pageSize)
      await expect(readAll(store)).rejects.toMatchObject({ code: 'store-damaged' })
      await store.close()
    }))
})

describe('a file that no longer stands where it was opened', () => {
  const changes = {
    deleted: (path: string) => rmSync(path),
    moved: (path: string) => renameSync(path, `${path}-moved`),
    replaced: (path: string) => {
      writeFileSync(`${path}-other`, readFileSync(path))
      renameSync(`${path}-other`, path)
    },
  }

  it.each(Object.entries(changes))('takes nothing more once it was %s, and can still be read', (_, change) =>
    withFile(async (path) => {
      await fill(path)
      const store = openSqliteStore(path)
      await store.append(stream, [note(400)], 399)
      change(path)
      await turn()
      const gone = { code: 'store-file', details: { path, reason: expect.stringContaining('while it was open') } }
      await expect(store.append(stream, [note(401)], 400)).rejects.toMatchObject(gone)
      const key = { name: 'ledger', version: '1', partition: '' }
      await expect(store.viewStore.save(key, { state: '{}', saves: 1 })).rejects.toMatchObject(gone)
      const following = store.subscribe({
        after: (await readAll(store)).at(-1)!.position,
        signal: new AbortController().signal,
      })
      await expect(following[Symbol.asyncIterator]().next()).rejects.toMatchObject(gone)
      expect((await readAll(store)).map(({ id }) => id)).toEqual([...notes, note(400)].map(({ id }) => id))
      await store.close()
    }),
  )

  it.each(['-wal', '-shm'])('takes nothing more once %s beside it was deleted, and keeps what it took', (ending) =>
    withFile(async (path) => {
      const link = `${path}-link`
      symlinkSync(path, link)
      for (const at of [path, link]) {
        const [store, views] = [openSqliteStore(at), openSqliteViewStore(at)]
        const last = (await readAll(store)).length - 1
        await store.append(stream, [note(last + 1)], last === -1 ? 'no-stream' : last)
        rmSync(`${path}${ending}`)
        await turn()
        const gone = { code: 'store-file', details: { path: `${path}${ending}` } }
        await expect(store.append(stream, [note(last + 2)], last + 1)).rejects.toMatchObject(gone)
        const key = { name: 'ledger', version: '1', partition: '' }
        await expect(views.save(key, { state: '{}', saves: 1 })).rejects.toMatchObject(gone)
        await views.close()
        await store.close()
      }
      expect(await readOutcome(path, [note(0), note(1)])).toBe('whole')
    }),
  )

  it('tells of a path that the system no longer follows by an error of ours', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      renameSync(path, `${path}-moved`)
      symlinkSync(path, path)
      const looped = { code: 'store-file', details: { path, reason: expect.stringContaining('ELOOP') } }
      await expect(store.append(stream, [note(0)], 'no-stream')).rejects.toMatchObject(looped)
      const key = { name: 'ledger', version: '1', partition: '' }
      await expect(store.viewStore.save(key, { state: '{}', saves: 1 })).rejects.toMatchObject(looped)
      await store.close()
    }))

  it('goes on where it is put back', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      renameSync(path, `${path}-moved`)
      await expect(store.append(stream, [note(0)], 'no-stream')).rejects.toMatchObject({ code: 'store-file' })
      renameSync(`${path}-moved`, path)
      await store.append(stream, [note(0)], 'no-stream')
      await store.close()
      expect(await readOutcome(path, [note(0)])).toBe('whole')
    }))
})
