// Appends at the port of the SQLite store: one writer, one event a commit; and 64 writers at once, who share commits.
import type { RecordedEvent } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { partOf, ratioToBare, writers } from './against-bare.js'
import type { Load } from './history.js'
import { secondsOf } from './rounds.js'
import type { Row } from './row.js'

/** Of the streams, each written by a writer of its own. */
function ratioOf(load: Load): Promise<number> {
  return ratioToBare(load, async (path, streams) => {
    const store = openSqliteStore(path)
    async function write(events: readonly RecordedEvent[]): Promise<void> {
      for (const event of events)
        await store.append(event.stream, [event], event.revision === 0 ? 'no-stream' : event.revision - 1)
    }
    return {
      store: (round) => secondsOf(() => Promise.all(streams.map((stream) => write(partOf(stream, load, round))))),
      close: () => store.close(),
    }
  })
}

export async function benchAppend(): Promise<readonly Row[]> {
  const serial = await ratioOf({ alliances: 1, events: 300, rounds: 41 })
  const concurrent = await ratioOf({ alliances: writers, events: 25, rounds: 41 })
  return [
    { name: 'append-serial', value: serial, unit: 'ratio', floor: 0.85, against: 'bare inserts, a commit each' },
    {
      name: 'append-concurrent',
      value: concurrent,
      unit: 'ratio',
      floor: 0.7,
      against: `bare inserts, ${writers} rows a commit`,
    },
  ]
}
