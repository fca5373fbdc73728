import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isLianxiError, toStreamName } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { appendQueue } from './append-queue.js'
import { openConnection } from './connection.js'
import { patience } from './patience.js'
import { openSqliteStore } from './sqlite-store.js'
import { sqliteViewStore } from './sqlite-view-store.js'
import { leaveOut, note, readOutcome, withFile } from './test-files.js'

const stream = toStreamName('note-north.a')
const large = (number: number) => note(number, 'x'.repeat(20_000))

/** Whether this user may put a disk of that size in the folder. */
function mountSmallDisk(folder: string, bytes: number): boolean {
  mkdirSync(folder)
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'lianxi', folder])
  return status === 0
}

/** Appends until there is no room, and returns the error. */
async function fillUp(append: (number: number) => Promise<void>): Promise<{ stored: number; error: unknown }> {
  for (let number = 0; ; number++) {
    try {
      await append(number)
    } catch (error) {
      return { stored: number, error }
    }
  }
}

async function openAndClose(path: string): Promise<string> {
  try {
    await openSqliteStore(path).close()
    return 'opened'
  } catch (error) {
    return isLianxiError(error) ? error.code : String(error)
  }
}

const full = { code: 'store-full', retryable: true }

describe('where there is no room', () => {
  it('in the file, what was stored is kept, and appends and views go on once there is', () =>
    withFile(async (path) => {
      const db = openConnection(path, { busyTimeout: 50 })
      db.pragma('max_page_count = 100')
      const queue = appendQueue(db, { checkFile: () => {}, patience: patience(50), committed: () => {} })
      const views = sqliteViewStore(db, { checkFile: () => {}, patience: patience(50) })
      const append = (number: number) =>
        queue.append({ stream, events: [large(number)], expected: number === 0 ? 'no-stream' : number - 1 })
      const { stored, error } = await fillUp(append)
      expect(stored).toBeGreaterThan(5)
      expect(error).toMatchObject({ ...full, details: { path } })
      const key = { name: 'ledger', version: '1', partition: '' }
      const state = JSON.stringify('x'.repeat(50_000))
      await expect(views.save(key, { state, saves: 1 })).rejects.toMatchObject(full)
      expect(await views.load(key)).toBeUndefined()
      expect(
        await readOutcome(
          path,
          Array.from({ length: stored }, (_, number) => large(number)),
        ),
      ).toBe('whole')

      db.pragma('max_page_count = 1000000')
      await append(stored)
      expect(await views.save(key, { state, saves: 1 })).toBe(true)
      db.close()
      expect(
        await readOutcome(
          path,
          Array.from({ length: stored + 1 }, (_, number) => large(number)),
        ),
      ).toBe('whole')
    }))

  it('on the disk, what was acknowledged is kept, also for who opens it then, and appends go on once there is', (on) =>
    withFile(async (path) => {
      const disk = join(dirname(path), 'disk')
      if (!mountSmallDisk(disk, 3_000_000)) leaveOut(on, 'this user cannot mount a small disk')
      try {
        const file = join(disk, 'store.db')
        const ballast = join(disk, 'ballast')
        writeFileSync(ballast, Buffer.alloc(1_000_000))
        const store = openSqliteStore(file)
        const append = (number: number) =>
          store.append(stream, [large(number)], number === 0 ? 'no-stream' : number - 1)
        const { stored, error } = await fillUp(append)
        expect(stored).toBeGreaterThan(20)
        expect(error).toMatchObject({ ...full, details: { path: file } })
        const acknowledged = Array.from({ length: stored }, (_, number) => large(number))
        expect(await readOutcome(file, acknowledged)).toBe('whole')
        const copied = store.backup(join(disk, 'copy.db')).catch((error: unknown) => error)
        expect(await copied).toMatchObject(full)

        rmSync(ballast)
        await append(stored)
        await store.close()
        expect(await readOutcome(file, [...acknowledged, large(stored)])).toBe('whole')
        const db = new Database(file, { readonly: true })
        expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
        db.close()
      } finally {
        spawnSync('umount', ['-l', disk])
      }
    }))

  it('for a new file at all, it is refused as full, and made once there is', (on) =>
    withFile(async (path) => {
      const disk = join(dirname(path), 'disk')
      if (!mountSmallDisk(disk, 200_000)) leaveOut(on, 'this user cannot mount a small disk')
      try {
        const outcomes = new Set<string>()
        // every amount of room, from none to enough
        for (let room = 0; room <= 200_000; room += 4_096) {
          const ballast = join(disk, 'ballast')
          const file = join(disk, `store-${room}.db`)
          writeFileSync(ballast, Buffer.alloc(200_000 - room))
          outcomes.add(await openAndClose(file))
          rmSync(ballast)
          expect(await openAndClose(file)).toBe('opened')
          rmSync(file)
        }
        expect([...outcomes].sort()).toEqual(['opened', 'store-full'])
      } finally {
        spawnSync('umount', ['-l', disk])
      }
    }))
})
