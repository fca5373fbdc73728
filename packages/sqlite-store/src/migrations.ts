// The format of the file, release by release. An entry that was released is never changed, only followed by another.
//
// - Writers take turns and nothing is ever deleted, so `position`, the rowid, grows in the order of commits and without a gap.
// - The partition stands with every event; from version 2 on, lists by partition give one alliance's events in their order (partition-lists.ts).
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

// Processes of version 1 need not list what they store: it is looked through until others list it. Where they read one alliance's events
// they end with an error of ours, as the index that they read by is gone.
const version2 = `
  CREATE TABLE partition_events (
    partition INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (partition, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE partition_events_end (
    position INTEGER NOT NULL
  ) STRICT;

  INSERT INTO partition_events SELECT partition, position FROM events ORDER BY partition, position;
  INSERT INTO partition_events_end SELECT coalesce(max(position), 0) FROM events;

  DROP INDEX events_by_partition;
`

/** The SQL that makes version 1 of an empty file, version 2 of version 1, and so on. */
export const migrations: readonly string[] = [version1, version2]
