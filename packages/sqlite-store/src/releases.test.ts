// Every version that was released: the file of it stands as its release wrote it, opens, and gives what was kept in it.
import { readdirSync, readFileSync } from 'node:fs'
import { toStreamName, verify, type RecordedEvent } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { asSql, fileOf, fingerprintOf, fingerprints, makeReleased, released, tablesOf } from './released-files.js'
import { schemaVersion } from './schema.js'
import { openSqliteStore, type SqliteStore } from './sqlite-store.js'
import { note, withFile } from './test-files.js'

interface Release {
  /** The tables of its file, and how many rows each holds. */
  readonly rows: Readonly<Record<string, number>>
  /** Holds a store, opened on a file of this version or a later one, to all that this version was the first to keep. */
  readonly gives: (store: SqliteStore) => Promise<void>
}

/** A new version has an entry here. */
const releases: Readonly<Record<number, Release>> = {
  1: {
    rows: { events: 6, partitions: 2, streams: 3, views: 2 },
    async gives(store) {
      const events = await eventsOf(store)
      const texts = ['the hall is booked', '联席', "a line\nand a 'quote'", '𝄞', '\0', 'the hall is full']
      expect(events.map(({ data }) => JSON.parse(data).text)).toEqual(texts)
      const names = ['north.a', 'north.a', 'south.b', 'north.c', 'north.c', 'north.a'].map((name) => `note-${name}`)
      expect(events.map(({ stream }) => stream)).toEqual(names)
      const south = await eventsOf(store, { partition: 'south' })
      expect(south.map(({ id }) => id)).toEqual([events[2]?.id])

      const key = { name: 'notes', version: '1', partition: '' }
      const saved = { state: '{"count":6}', checkpoint: events.at(-1)?.position, saves: 2 }
      expect(await store.viewStore.load(key)).toEqual(saved)
      expect(await store.viewStore.load({ ...key, partition: 'south' })).toEqual({ state: '{"count":0}', saves: 1 })
    },
  },
  2: {
    rows: { events: 6, partition_events: 6, partition_events_end: 1, partitions: 2, streams: 3, views: 2 },
    async gives(store) {
      const all = await eventsOf(store)
      for (const partition of ['north', 'south']) {
        const own = all.filter(({ stream }) => stream.startsWith(`note-${partition}.`))
        expect(await eventsOf(store, { partition })).toEqual(own)
      }
    },
  },
}

async function eventsOf(store: SqliteStore, options: Parameters<SqliteStore['readAll']>[0] = {}) {
  const events: RecordedEvent[] = []
  for await (const batch of store.readAll(options)) events.push(...batch)
  return events
}

function read<T>(path: string, ask: (db: Database.Database) => T): T {
  const db = new Database(path, { readonly: true })
  try {
    return ask(db)
  } finally {
    db.close()
  }
}

function schemaOf(path: string): readonly string[] {
  const texts = 'SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name'
  return read(path, (db) => db.prepare<[], string>(texts).pluck().all()).map((text) => text.replaceAll(/\s+/g, ' '))
}

const versions = Array.from({ length: schemaVersion }, (_, index) => index + 1)

describe('the versions that were released', () => {
  it('have a file each that their release wrote, and an entry that says what it holds', () => {
    expect(readdirSync(released).sort()).toEqual(versions.map((version) => `version-${version}.sql`).sort())
    expect(Object.keys(releases)).toEqual(versions.map(String))
  })

  it('were not changed since: neither the SQL that makes them nor the file', () => {
    const listed: unknown = JSON.parse(readFileSync(fingerprints, 'utf8'))
    const today = Object.fromEntries(versions.map((version) => [version, fingerprintOf(version)]))
    expect(listed, 'files of it are in the hands of users: add a version, and list it by write-release.ts').toEqual(
      today,
    )
  })
})

describe.each(versions)('a file of version %s', (version) => {
  it('holds what its release kept, a row in every table', () =>
    withFile((path) => {
      makeReleased(path, version)
      const count = (db: Database.Database, table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
      const rows = read(path, (db) => Object.fromEntries(tablesOf(db).map((table) => [table, count(db, table)])))
      expect(rows).toEqual(releases[version]?.rows)
      expect(Object.values(rows)).not.toContain(0)
    }))

  it('is written as the SQL that makes it', () =>
    withFile((path) => {
      makeReleased(path, version)
      const [, ...lines] = readFileSync(fileOf(version), 'utf8').split('\n')
      expect(asSql(path)).toBe(lines.join('\n'))
    }))

  it('comes to the schema of a new file', () =>
    withFile(async (path) => {
      makeReleased(path, version)
      await openSqliteStore(path).close()
      await openSqliteStore(`${path}-new`).close()
      expect(schemaOf(path)).toEqual(schemaOf(`${path}-new`))
      expect(read(path, (db) => db.pragma('user_version', { simple: true }))).toBe(schemaVersion)
    }))

  it('gives what was stored in it, its chains hold, and it goes on', () =>
    withFile(async (path) => {
      makeReleased(path, version)
      const store = openSqliteStore(path)
      for (const earlier of versions.slice(0, version)) await releases[earlier]?.gives(store)
      expect(await verify(store)).toEqual({ events: 6, streams: 3, broken: [] })

      const key = { name: 'notes', version: '1', partition: '' }
      expect(await store.viewStore.save(key, { state: '{"count":7}', saves: 3 })).toBe(true)
      const end = await store.head()
      await store.append(toStreamName('note-north.a'), [note(7)], 2)
      await store.append(toStreamName('note-east.d'), [note(8)], 'no-stream')
      const added = await eventsOf(store, end === undefined ? {} : { after: end })
      expect(added.map(({ stream, revision }) => [stream, revision])).toEqual([
        ['note-north.a', 3],
        ['note-east.d', 0],
      ])
      await store.close()
    }))
})
