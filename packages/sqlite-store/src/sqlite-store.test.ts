import { readFileSync } from 'node:fs'
import { toStreamName, streamParts } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openSqliteStore } from './sqlite-store.js'
import { note, withFile } from './test-files.js'

const [a, b] = [toStreamName('note-north.a'), toStreamName('note-south.b')]

/** Appends one after another, and gives the bytes of the file after the close. */
async function bytesOf(path: string): Promise<Buffer> {
  const store = openSqliteStore(path)
  await store.append(a, [note(0), note(1)], 'no-stream')
  await store.append(b, [note(2, '联席')], 'no-stream')
  for (let number = 3; number < 60; number++) await store.append(a, [note(number)], number - 2)
  await store.viewStore.save({ name: 'ledger', version: '1', partition: 'north' }, { state: '{}', saves: 1 })
  await store.close()
  return readFileSync(path)
}

it('makes the same bytes of the same appends', () =>
  withFile((one) =>
    withFile(async (other) => {
      expect((await bytesOf(one)).equals(await bytesOf(other))).toBe(true)
    }),
  ))

it('leaves one file behind, without a log beside it, and SQLite finds it sound', () =>
  withFile(async (path) => {
    await bytesOf(path)
    const db = new Database(path)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
    expect(() => readFileSync(`${path}-wal`)).toThrow('ENOENT')
  }))

it('numbers positions without a gap, also after appends that were refused', () =>
  withFile(async (path) => {
    const store = openSqliteStore(path)
    await Promise.allSettled([
      store.append(a, [note(0)], 'no-stream'),
      store.append(b, [note(1), note(0)], 'no-stream'),
      store.append(a, [note(2)], 'no-stream'),
      store.append(b, [note(3), note(4)], 'no-stream'),
    ])
    const positions: string[] = []
    for await (const batch of store.readAll()) positions.push(...batch.map(({ position }) => position))
    expect(positions).toEqual(['0000000000000001', '0000000000000002', '0000000000000003'])
    await store.close()
  }))

it('opens at once and needs no await, so that it can stand in the call of openEngine', () =>
  withFile(async (path) => {
    const store = openSqliteStore(path)
    expect(typeof store.append).toBe('function')
    expect(readFileSync(path).subarray(68, 72).toString('latin1')).toBe('LNXI')
    await store.close()
  }))

it('gives large events in small batches, so that a reader needs no more memory than a few of them', () =>
  withFile(async (path) => {
    const store = openSqliteStore(path)
    for (let number = 0; number < 12; number++) {
      await store.append(a, [note(number, 'x'.repeat(900_000))], number === 0 ? 'no-stream' : number - 1)
    }
    for (const read of [store.readStream(a), store.readAll(), store.readAll({ partition: streamParts(a).partition })]) {
      const sizes: number[] = []
      for await (const batch of read) sizes.push(batch.length)
      expect(sizes).toEqual([5, 5, 2])
    }
    await store.close()
  }))

it.each([
  'UPDATE events SET partition = 2 WHERE position = 1',
  'UPDATE streams SET partition = 2 WHERE id = 1',
  "UPDATE partitions SET name = 'east' WHERE id = 1",
])('names an event that was put under another partition than its stream says: %s', (change) =>
  withFile(async (path) => {
    await bytesOf(path)
    const db = new Database(path)
    db.exec(change)
    db.close()
    const store = openSqliteStore(path)
    const reading = (async () => {
      for await (const _ of store.readAll());
    })()
    await expect(reading).rejects.toMatchObject({
      code: 'store-damaged',
      details: { reason: 'event 0 of note-north.a stands under another partition' },
    })
    await store.close()
  }),
)

it('names an event whose stream has no name: left out, it would be missing unseen', () =>
  withFile(async (path) => {
    await bytesOf(path)
    const db = new Database(path)
    db.exec('DELETE FROM streams WHERE id = 1')
    db.close()
    const store = openSqliteStore(path)
    const reading = (async () => {
      for await (const _ of store.readAll());
    })()
    await expect(reading).rejects.toMatchObject({
      code: 'store-damaged',
      details: { reason: 'event 0 is of stream 1, which has no name' },
    })
    await store.close()
  }))
