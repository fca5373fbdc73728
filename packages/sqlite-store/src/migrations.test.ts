import { once } from 'node:events'
import { isLianxiError, toStreamName, verify } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { ended, patienceWithProcesses as timeout, start } from './child.js'
import { migrations } from './migrations.js'
import { makeReleased } from './released-files.js'
import { prepareFile, schemaVersion } from './schema.js'
import { openSqliteStore } from './sqlite-store.js'
import { note, withFile } from './test-files.js'

function schemaOf(path: string): readonly string[] {
  const db = new Database(path, { readonly: true })
  const texts = db
    .prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name')
    .pluck()
    .all()
  db.close()
  return texts.map((text) => text.replaceAll(/\s+/g, ' '))
}

function versionOf(path: string): unknown {
  const db = new Database(path, { readonly: true })
  const version = db.pragma('user_version', { simple: true })
  db.close()
  return version
}

describe('a release yet to come', () => {
  it('is brought about once, by one of several processes that open the file at once', { timeout }, () =>
    withFile(async (path) => {
      makeReleased(path, schemaVersion)
      const next = "CREATE TABLE seals (text TEXT); INSERT INTO seals VALUES ('first')"
      const children = Array.from({ length: 3 }, () => start('migrating', [path, next]))
      const ends = children.map(ended)
      await Promise.all(children.map((child) => once(child.stdout, 'data')))
      for (const child of children) child.stdin.write('go')
      expect((await Promise.all(ends)).map(({ end, errors }) => [end, errors])).toEqual([
        [0, ''],
        [0, ''],
        [0, ''],
      ])
      const db = new Database(path)
      expect(db.prepare('SELECT text FROM seals').pluck().all()).toEqual(['first'])
      db.close()
      expect(versionOf(path)).toBe(schemaVersion + 1)
      expect(() => openSqliteStore(path)).toThrow(expect.objectContaining({ code: 'store-newer' }))
    }),
  )

  it('leaves the old one whole where the process is killed on the way', { timeout }, () =>
    withFile(async (path) => {
      makeReleased(path, schemaVersion)
      const before = schemaOf(path)
      const next = 'CREATE TABLE seals (text TEXT); DELETE FROM events; SELECT die()'
      const child = start('migrating', [path, next])
      const end = ended(child)
      child.stdin.write('go')
      expect((await end).end).toBe('SIGKILL')
      expect(schemaOf(path)).toEqual(before)
      const store = openSqliteStore(path)
      expect(await verify(store)).toEqual({ events: 6, streams: 3, broken: [] })
      await store.close()
    }),
  )

  it('leaves the old one whole where its SQL fails', () =>
    withFile((path) => {
      makeReleased(path, schemaVersion)
      const before = schemaOf(path)
      const db = new Database(path)
      expect(() => prepareFile(db, [...migrations, 'DELETE FROM events; SELECT nonsense'])).toThrow('nonsense')
      expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(6)
      db.close()
      expect(schemaOf(path)).toEqual(before)
      expect(versionOf(path)).toBe(schemaVersion)
    }))

  it('stops a process of this release that has the file open, with an error of ours, where it renames what is written to', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      await store.append(toStreamName('note-north.a'), [note(0)], 'no-stream')
      const db = new Database(path)
      prepareFile(db, [...migrations, 'ALTER TABLE events RENAME TO events_2'])
      const append = store.append(toStreamName('note-north.a'), [note(1)], 0).catch((error: unknown) => error)
      expect(isLianxiError(await append)).toBe(true)
      expect(db.prepare('SELECT count(*) FROM events_2').pluck().get()).toBe(1)
      db.close()
      await store.close()
    }))
})
