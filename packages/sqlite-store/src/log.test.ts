import { existsSync, statSync } from 'node:fs'
import { toStreamName } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { logLimit } from './connection.js'
import { openSqliteStore, type SqliteStore } from './sqlite-store.js'
import { note, withFile } from './test-files.js'

const large = (number: number) => note(number, 'x'.repeat(200_000))

/** Appends events of 200 KB one after another, and calls back after each. */
async function write(store: SqliteStore, writer: number, on: { count: number; after: () => void }): Promise<void> {
  const stream = toStreamName(`note-north.w${writer}`)
  for (let index = 0; index < on.count; index++) {
    await store.append(stream, [large(writer * 10_000 + index)], index === 0 ? 'no-stream' : index - 1)
    on.after()
  }
}

describe('the log beside the file', () => {
  it('stays small while two write, one follows and one reads slowly; none of them waits for another', () =>
    withFile(async (path) => {
      const [one, other, reading] = [openSqliteStore(path), openSqliteStore(path), openSqliteStore(path)]
      let longest = 0
      const after = () => (longest = Math.max(longest, statSync(`${path}-wal`).size))
      const controller = new AbortController()
      let followed = 0
      const following = (async () => {
        for await (const batch of reading.subscribe({ signal: controller.signal })) {
          followed += batch.length
          if (followed === 200) controller.abort()
        }
      })()
      let writing = true
      const turn = () => new Promise((resolve) => setImmediate(resolve))
      const readSlowly = (async () => {
        let read = 0
        while (writing) {
          await turn()
          for await (const batch of reading.readAll()) {
            read += batch.length
            // it holds its batch while the writers go on
            for (let turns = 0; turns < 10; turns++) await turn()
          }
        }
        return read
      })()
      await Promise.all([write(one, 1, { count: 100, after }), write(other, 2, { count: 100, after })])
      writing = false
      expect(await readSlowly).toBeGreaterThan(0)
      await following
      expect(followed).toBe(200)
      // 40 MB went through it
      expect(statSync(path).size).toBeGreaterThan(2 * logLimit)
      expect(longest).toBeLessThan(logLimit)
      for (const store of [one, other, reading]) await store.close()
      expect(existsSync(`${path}-wal`)).toBe(false)
    }))

  it('grows behind a reader that stands still, whom nobody stops, and is cut once it has gone', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      await write(store, 1, { count: 1, after: () => {} })
      const still = new Database(path, { readonly: true })
      still.exec('BEGIN')
      const count = still.prepare('SELECT count(*) FROM events').pluck()
      expect(count.get()).toBe(1)
      await write(store, 2, { count: 100, after: () => {} })
      expect(count.get()).toBe(1)
      expect(statSync(`${path}-wal`).size).toBeGreaterThan(logLimit)
      still.exec('COMMIT')
      expect(count.get()).toBe(101)
      still.close()
      await write(store, 3, { count: 2, after: () => {} })
      expect(statSync(`${path}-wal`).size).toBeLessThanOrEqual(logLimit)
      await store.close()
    }))
})
