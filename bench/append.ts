// Appends at the port of the SQLite store: one writer, one event a commit; and 64 writers at once, who share commits.
import type { RecordedEvent } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { insertedTogether } from './bare-sqlite.js'
import { inFolder } from './folder.js'
import { dealtEvents } from './history.js'
import { alternate, medianRatio, secondsOf } from './rounds.js'
import type { Row } from './row.js'

const rounds = 9
const serialEvents = 4_000
const writers = 64
const eventsPerWriter = 250

/** Seconds that it takes the writers, at once, each to append its events one after another. */
async function appended(path: string, streams: readonly (readonly RecordedEvent[])[]): Promise<number> {
  const store = openSqliteStore(path)
  async function write(events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events)
      await store.append(event.stream, [event], event.revision === 0 ? 'no-stream' : event.revision - 1)
  }
  const seconds = await secondsOf(() => Promise.all(streams.map(write)))
  await store.close()
  return seconds
}

function ratioOf(streams: readonly (readonly RecordedEvent[])[]): Promise<number> {
  return inFolder(async (fileNamed) => {
    let files = 0
    const seconds = await alternate(rounds, {
      bare: () => insertedTogether(fileNamed(`${++files}.db`), streams),
      port: () => appended(fileNamed(`${++files}.db`), streams),
    })
    return medianRatio(seconds.bare, seconds.port)
  })
}

export async function benchAppend(): Promise<readonly Row[]> {
  const serial = await ratioOf(await dealtEvents(1, serialEvents))
  const concurrent = await ratioOf(await dealtEvents(writers, eventsPerWriter))
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
