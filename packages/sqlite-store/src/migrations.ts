// The format of the file, release by release. An entry that was released is never changed, only followed by another.
//
// - Writers take turns and nothing is ever deleted, so `position`, the rowid, grows in the order of commits and without a gap.
// - The partition stands with every event: its index, which ends in the rowid, gives one alliance's events in their order.
// - A stream is a number in `events`: 1.3 times as fast as its name.
//
// A process of an older release may have the file open while a newer one migrates it. So an entry that asks more of writers
// than the last one renames a table that they write to: their statements then fail, in place of leaving something out.

const version1 = `
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
`

/** The SQL that makes version 1 of an empty file, version 2 of version 1, and so on. */
export const migrations: readonly string[] = [version1]
