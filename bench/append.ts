// Appends at the port of the SQLite store: one writer, one event a commit; and 64 writers at once, who share commits.
import type { RecordedEvent } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { openBare, together } from './bare-sqlite.js'
import { inFolder } from './folder.js'
import { dealtEvents, type Load } from './history.js'
import { alternate, medianRatio, secondsOf, secondsOfSync } from './rounds.js'
import type { Row } from './row.js'

const writers = 64

/** Of the streams, each written by a writer of its own, against the same rows in as many transactions. */
async function ratioOf({ alliances, events, rounds }: Load): Promise<number> {
  const streams = await dealtEvents(alliances, events * rounds)
  return inFolder(async (fileNamed) => {
    const bare = openBare(fileNamed('bare.db'))
    const store = openSqliteStore(fileNamed('port.db'))
    const transactions = together(streams)

    async function write(stream: readonly RecordedEvent[]): Promise<void> {
      for (const event of stream)
        await store.append(event.stream, [event], event.revision === 0 ? 'no-stream' : event.revision - 1)
    }
    const partOf = <T>(list: readonly T[], round: number) => list.slice(round * events, (round + 1) * events)
    const seconds = await alternate(rounds, {
      bare: (round) => secondsOfSync(() => bare.insertEach(partOf(transactions, round))),
      port: (round) => secondsOf(() => Promise.all(streams.map((stream) => write(partOf(stream, round))))),
    })
    bare.close()
    await store.close()
    return medianRatio(seconds.bare, seconds.port)
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
