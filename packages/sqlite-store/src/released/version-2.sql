-- A file of version 2 as its release wrote it. Never changed: every later release opens it.
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
CREATE TABLE views (
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    partition TEXT NOT NULL,
    state TEXT NOT NULL,
    checkpoint TEXT,
    saves INTEGER NOT NULL,
    PRIMARY KEY (name, version, partition)
  ) STRICT;
CREATE TABLE partition_events (
    partition INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (partition, position)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE partition_events_end (
    position INTEGER NOT NULL
  ) STRICT;
INSERT INTO partitions VALUES (1, 'north');
INSERT INTO partitions VALUES (2, 'south');
INSERT INTO streams VALUES (1, 'note-north.a', 1);
INSERT INTO streams VALUES (2, 'note-south.b', 2);
INSERT INTO streams VALUES (3, 'note-north.c', 1);
INSERT INTO events VALUES (1, 1, 0, 1, '0190163d-8694-8000-8000-000000000001', 'NoteTaken', '{"text":"the hall is booked"}', '{"recordedAt":"2018-03-02T01:00:00.000Z"}', '33a02e691ef2d315464e4609b692dee5433af8849ff2739c7e3aefa35acb4d09');
INSERT INTO events VALUES (2, 1, 1, 1, '0190163d-8694-8000-8000-000000000002', 'NoteTaken', '{"text":"联席"}', '{"recordedAt":"2018-03-02T01:00:00.000Z"}', 'd9801a101c3dd384ea8439d4a20e83f718a5f3bff50076e0de23f7d480c0fca8');
INSERT INTO events VALUES (3, 2, 0, 2, '0190163d-8694-8000-8000-000000000003', 'NoteTaken', '{"text":"a line\nand a ''quote''"}', '{"recordedAt":"2018-03-02T01:00:00.000Z"}', '725f426b9b96c1735d5f4d97723bb25cabafd18db444d99ce84fa69052f276e7');
INSERT INTO events VALUES (4, 3, 0, 1, '0190163d-8694-8000-8000-000000000004', 'NoteTaken', '{"text":"𝄞"}', '{"recordedAt":"2018-03-02T01:00:00.000Z"}', '052810b61a68c52cbbe2689a93aadfd0238fbcaeef90e1666061899b999a5c8b');
INSERT INTO events VALUES (5, 3, 1, 1, '0190163d-8694-8000-8000-000000000005', 'NoteTaken', '{"text":"\u0000"}', '{"recordedAt":"2018-03-02T01:00:00.000Z"}', '32766a3f45ca4ee9b6db5e521a8ed6beb117a34503667d8b6cbbbf4a533ee36f');
INSERT INTO events VALUES (6, 1, 2, 1, '0190163d-8694-8000-8000-000000000006', 'NoteTaken', '{"text":"the hall is full"}', '{"recordedAt":"2018-03-02T01:00:00.000Z"}', '957ed81f9a290d940d29a5c95bb9675c905d14f4bbcb537608241719092e6d69');
INSERT INTO views VALUES ('notes', '1', '', '{"count":6}', '0000000000000006', 2);
INSERT INTO views VALUES ('notes', '1', 'south', '{"count":0}', NULL, 1);
INSERT INTO partition_events VALUES (1, 1);
INSERT INTO partition_events VALUES (1, 2);
INSERT INTO partition_events VALUES (1, 4);
INSERT INTO partition_events VALUES (1, 5);
INSERT INTO partition_events VALUES (1, 6);
INSERT INTO partition_events VALUES (2, 3);
INSERT INTO partition_events_end VALUES (6);
PRAGMA application_id = 1280202825;
PRAGMA user_version = 2;
