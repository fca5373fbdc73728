import { existsSync, renameSync } from 'node:fs'
import { toStreamName, type Position, type SavedView } from '@lianxi/event-sourcing'
import { expect, it } from 'vitest'
import { openConnection } from './connection.js'
import { openSqliteStore } from './sqlite-store.js'
import { openSqliteViewStore } from './view-store-file.js'
import { note, withFile } from './test-files.js'

const key = { name: 'ledger', version: '1', partition: 'north' }
// a position of another store, kept as it is
const saved: SavedView = { state: '{"count":1}', checkpoint: 'C18446744073709551615' as Position, saves: 1 }

it('a view store alone keeps state and checkpoint together for the next process', () =>
  withFile(async (path) => {
    const views = openSqliteViewStore(path)
    expect(views.durable).toBe(true)
    expect(await views.load(key)).toBeUndefined()
    expect(await views.save(key, saved)).toBe(true)
    await views.close()
    expect(existsSync(`${path}-wal`)).toBe(false)
    const again = openSqliteViewStore(path)
    expect(await again.load(key)).toEqual(saved)
    await again.drop(key)
    expect(await again.load(key)).toBeUndefined()
    await again.close()
  }))

it('of two that save at once one is told that it was late', () =>
  withFile(async (path) => {
    const [one, other] = [openSqliteViewStore(path), openSqliteViewStore(path)]
    expect(await Promise.all([one.save(key, saved), other.save(key, { ...saved, state: '{}' })])).toEqual([true, false])
    expect(await other.load(key)).toEqual(saved)
    await one.close()
    await other.close()
  }))

it('throws store-closed after close, and a second close does nothing', () =>
  withFile(async (path) => {
    const views = openSqliteViewStore(path)
    await views.close()
    await views.close()
    for (const call of [views.load(key), views.save(key, saved), views.drop(key)]) {
      await expect(call).rejects.toMatchObject({ code: 'store-closed' })
    }
  }))

it('throws store-closed for what waits for another process at close, and keeps nothing of it', () =>
  withFile(async (path) => {
    const views = openSqliteViewStore(path)
    const other = openConnection(path, { busyTimeout: 50 })
    other.exec('BEGIN IMMEDIATE')
    const [save, drop] = [views.save(key, saved), views.drop(key)].map((call) => call.catch((error: unknown) => error))
    await views.close()
    other.exec('COMMIT')
    expect([await save, await drop]).toMatchObject([{ code: 'store-closed' }, { code: 'store-closed' }])
    expect(other.prepare('SELECT count(*) FROM views').pluck().get()).toBe(0)
    other.close()
  }))

it('is backed up as it stood at the call, to where there is no file yet', () =>
  withFile(async (path) => {
    const views = openSqliteViewStore(path)
    await views.save(key, saved)
    const copied = views.backup(`${path}-copy`)
    await views.save(key, { ...saved, state: '{"count":2}', saves: 2 })
    await copied
    await expect(views.backup(`${path}-copy`)).rejects.toMatchObject({ code: 'store-file' })
    await views.close()
    await expect(views.backup(`${path}-late`)).rejects.toMatchObject({ code: 'store-closed' })
    const copy = openSqliteViewStore(`${path}-copy`)
    expect(await copy.load(key)).toEqual(saved)
    await copy.close()
  }))

it('saves nothing to a file that was moved, and drops nothing in it', () =>
  withFile(async (path) => {
    const views = openSqliteViewStore(path)
    await views.save(key, saved)
    renameSync(path, `${path}-moved`)
    await expect(views.save(key, { ...saved, saves: 2 })).rejects.toMatchObject({ code: 'store-file' })
    await expect(views.drop(key)).rejects.toMatchObject({ code: 'store-file' })
    await expect(views.backup(`${path}-copy`)).rejects.toMatchObject({ code: 'store-file' })
    expect(await views.load(key)).toEqual(saved)
    await views.close()
  }))

it("a whole store's file does as well, beside the store itself", () =>
  withFile(async (path) => {
    const store = openSqliteStore(path)
    const views = openSqliteViewStore(path)
    await store.append(toStreamName('note-north.a'), [note(0)], 'no-stream')
    expect(await views.save(key, saved)).toBe(true)
    expect(await store.viewStore.load(key)).toEqual(saved)
    await views.close()
    await store.close()
  }))
