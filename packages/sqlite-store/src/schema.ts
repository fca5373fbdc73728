// What the file holds, and how a file is known to be ours. This is a stored format: a change is a migration.
import { LianxiError } from '@lianxi/event-sourcing'
import type { Database } from 'better-sqlite3'

/** "LNXI" in ASCII, at byte 68 of the file. */
export const applicationId = 0x4c4e5849
export const schemaVersion = 1

// - Writers take turns and nothing is ever deleted, so `position`, the rowid, grows in the order of commits and without a gap.
// - The partition stands with every event: its index, which ends in the rowid, gives one alliance's events in their order.
// - A stream is a number in `events`: 1.3 times as fast as its name.
const tables = `
  CREATE TABLE partitions (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE streams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    partition INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    partition INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;

  CREATE INDEX events_by_partition ON events (partition);

  CREATE TABLE views (
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    partition TEXT NOT NULL,
    state TEXT NOT NULL,
    checkpoint TEXT,
    saves INTEGER NOT NULL,
    PRIMARY KEY (name, version, partition)
  ) STRICT;

  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};
`

function numberOf(db: Database, pragma: string): number {
  return Number(db.pragma(pragma, { simple: true }))
}

function isEmpty(db: Database): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
}

/** Whether the file is ours, and of this version. Throws `store-not-ours` for another's file, which is left as it was, and `store-newer`. */
function isPrepared(db: Database): boolean {
  const owner = numberOf(db, 'application_id')
  if (owner === 0 && isEmpty(db)) return false
  if (owner !== applicationId) {
    throw new LianxiError('store-not-ours', { path: db.name, reason: 'it belongs to another program' })
  }
  const version = numberOf(db, 'user_version')
  if (version > schemaVersion) throw new LianxiError('store-newer', { path: db.name, version, known: schemaVersion })
  return true
}

/** Makes an empty file ours. Of several processes that find it empty, one does. */
export function prepareFile(db: Database): void {
  if (isPrepared(db)) return
  const prepare = db.transaction(() => {
    if (!isPrepared(db)) db.exec(tables)
  })
  prepare.immediate()
}
