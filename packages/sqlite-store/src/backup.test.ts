import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { toStreamName, type RecordedEvent } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openSqliteStore, type SqliteStore } from './sqlite-store.js'
import { note, withFile } from './test-files.js'

const stream = toStreamName('note-north.a')

async function eventsOf(store: SqliteStore): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for await (const batch of store.readAll()) events.push(...batch)
  return events
}

/** A store of 3 MB, so that copying takes several steps. */
async function withStore(test: (on: { path: string; to: string; store: SqliteStore }) => Promise<void>): Promise<void> {
  await withFile(async (path) => {
    const store = openSqliteStore(path)
    for (let number = 0; number < 6; number++) {
      await store.append(stream, [note(number, 'x'.repeat(500_000))], number === 0 ? 'no-stream' : number - 1)
    }
    await store.viewStore.save({ name: 'ledger', version: '1', partition: '' }, { state: '{}', saves: 1 })
    await test({ path, to: `${path}-copy`, store })
    await store.close()
  })
}

const filesBeside = (path: string) => readdirSync(dirname(path)).filter((name) => !/^store\.db(-wal|-shm)?$/.test(name))

describe('a backup', () => {
  it('is a store that holds what was stored at the call, while others append', () =>
    withStore(async ({ path, to, store }) => {
      const other = openSqliteStore(path)
      const shares: number[] = []
      let [written, copying] = [6, true]
      const copied = store.backup(to, { onProgress: (share) => shares.push(share) }).then(() => (copying = false))
      while (copying) {
        // by turns: a commit of another connection makes a copy begin again that does not stand at one moment
        await (written % 2 === 0 ? store : other).append(stream, [note(written)], written - 1)
        written++
      }
      await copied
      expect(written).toBeGreaterThan(8)
      expect(shares.length).toBeGreaterThan(3)
      expect([...shares].sort((a, b) => a - b)).toEqual(shares)
      expect(shares.at(-1)).toBe(1)

      expect(filesBeside(path)).toEqual([basename(to)])
      const copy = openSqliteStore(to)
      expect(await eventsOf(copy)).toEqual((await eventsOf(store)).slice(0, 6))
      expect(await copy.viewStore.load({ name: 'ledger', version: '1', partition: '' })).toEqual({
        state: '{}',
        saves: 1,
      })
      await copy.append(stream, [note(1_000)], 5)
      await copy.close()
      const db = new Database(to, { readonly: true })
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      db.close()
      await other.close()
    }))

  it('is whole where the store is closed in the meantime', () =>
    withStore(async ({ path, to, store }) => {
      const copied = store.backup(to)
      await store.close()
      await copied
      const copy = openSqliteStore(to)
      expect((await eventsOf(copy)).length).toBe(6)
      await copy.close()
      expect(filesBeside(path)).toEqual([basename(to)])
      expect(() => statSync(`${path}-wal`)).toThrow('ENOENT')
    }))

  it('overwrites no file, not even one that comes to stand there while it copies', () =>
    withStore(async ({ path, to, store }) => {
      const taken = { code: 'store-file', details: { path: to, reason: expect.stringContaining('already') } }
      const copied = store.backup(to, {
        onProgress: (share) => {
          if (share === 1) writeFileSync(to, 'the minutes')
        },
      })
      await expect(copied).rejects.toMatchObject(taken)
      await expect(store.backup(to)).rejects.toMatchObject(taken)
      await expect(store.backup(path)).rejects.toMatchObject({ code: 'store-file' })
      await expect(store.backup(dirname(to))).rejects.toMatchObject({ code: 'store-file' })
      expect(readFileSync(to, 'utf8')).toBe('the minutes')
      expect(filesBeside(path)).toEqual([basename(to)])
    }))

  it.each(['-wal', '-shm', '-journal'])('is not put beside a log that another file left: %s', (ending) =>
    withStore(async ({ path, to, store }) => {
      const left = `${to}${ending}`
      const taken = { code: 'store-file', details: { path: left, reason: expect.stringContaining('already') } }
      const copied = store.backup(to, {
        onProgress: (share) => {
          if (share === 1) copyFileSync(`${path}-wal`, left)
        },
      })
      await expect(copied).rejects.toMatchObject(taken)
      await expect(store.backup(to)).rejects.toMatchObject(taken)
      expect(filesBeside(path)).toEqual([basename(left)])
    }),
  )

  it('that is aborted, or whose progress throws, leaves nothing behind', () =>
    withStore(async ({ path, to, store }) => {
      const controller = new AbortController()
      const aborted = store.backup(to, { signal: controller.signal, onProgress: () => controller.abort() })
      await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
      await expect(store.backup(to, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
      const thrown = store.backup(to, {
        onProgress: () => {
          throw new Error('the screen is gone')
        },
      })
      await expect(thrown).rejects.toThrow('the screen is gone')
      expect(filesBeside(path)).toEqual([])
    }))

  it.each([
    { path: 'blank ', options: {}, code: 'store-file' },
    { path: '', options: {}, code: 'store-file' },
    { path: undefined, options: {}, code: 'invalid-input' },
    { path: 'copy.db', options: { onprogress: () => {} }, code: 'invalid-input' },
    { path: 'copy.db', options: { onProgress: 1 }, code: 'invalid-input' },
  ])('to $path with $options is refused, and leaves nothing behind', ({ path: name, options, code }) =>
    withStore(async ({ path, store }) => {
      const to = name === undefined || name === '' ? name : join(dirname(path), name)
      // as a program without types may give it
      const backup = store.backup(to as string, options as object)
      await expect(backup).rejects.toMatchObject({ code })
      expect(filesBeside(path)).toEqual([])
    }),
  )

  it('to a folder that is not there is refused, and so is one of a store that is closed', () =>
    withStore(async ({ path, store }) => {
      const nowhere = join(dirname(path), 'none', 'copy.db')
      await expect(store.backup(nowhere)).rejects.toMatchObject({ code: 'store-file', details: { path: nowhere } })
      mkdirSync(`${path}-folder`)
      await expect(store.backup(`${path}-folder`)).rejects.toMatchObject({ code: 'store-file' })
      await store.close()
      await expect(store.backup(`${path}-copy`)).rejects.toMatchObject({ code: 'store-closed' })
    }))
})
