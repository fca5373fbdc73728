// Reading a mixed history from a file: into a view, parsed and validated, and by verify. Against bare reads of the same rows: with
// JSON.parse of data and metadata, and with the same hashes.
import { actor, enteredBy, eventSchemas, upcasters } from '@lianxi/alliance'
import { codec, eventHash, metadataSchema, verify, type RecordedEvent, type StreamName } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import Database from 'better-sqlite3'
import { openBare } from './bare-sqlite.js'
import { inFolder } from './folder.js'
import { mixedHistory } from './mixed-history.js'
import { alternate, medianRatio, secondsOf, secondsOfSync } from './rounds.js'
import type { Row } from './row.js'

const rounds = 21
const alliances = 6

/** How often a type of event came, and when last: a view as small as one can be, since it is the reading that is measured. */
type Seen = Record<string, { count: number; last: string }>

function see(seen: Seen, type: string, occurredAt: string): void {
  const one = (seen[type] ??= { count: 0, last: '' })
  one.count += 1
  one.last = occurredAt
}

/** The rows of a bare file, in their order. */
function bareReader(path: string) {
  const db = new Database(path, { readonly: true })
  const select = db
    .prepare<[], readonly [id: string, type: string, data: string, metadata: string, hash: string, revision: number]>(
      'select id, type, data, metadata, hash, revision, stream, position from events order by position',
    )
    .raw()
  return { all: () => select.all(), close: () => void db.close() }
}

async function copyTo(path: string, events: readonly RecordedEvent[]): Promise<void> {
  const store = openSqliteStore(path)
  for (const event of events)
    await store.append(event.stream, [event], event.revision === 0 ? 'no-stream' : event.revision - 1)
  await store.close()
}

export async function benchReading(): Promise<readonly Row[]> {
  const events = await mixedHistory(alliances)
  const texts = codec({ events: eventSchemas, upcasters, metadata: metadataSchema(actor, enteredBy) })
  return inFolder(async (fileNamed) => {
    await copyTo(fileNamed('ours.db'), events)
    const store = openSqliteStore(fileNamed('ours.db'))
    const filling = openBare(fileNamed('bare.db'))
    filling.insertEach([events])
    filling.close()
    const bare = bareReader(fileNamed('bare.db'))

    const reading = await alternate(rounds, {
      bare: () =>
        secondsOfSync(() => {
          const seen: Seen = {}
          // by index: to take a row apart as a list costs as much as a column
          for (const row of bare.all()) {
            JSON.parse(row[2])
            see(seen, row[1], (JSON.parse(row[3]) as { readonly occurredAt: string }).occurredAt)
          }
        }),
      ours: () =>
        secondsOf(async () => {
          const seen: Seen = {}
          for await (const batch of store.readAll()) {
            for (const recorded of batch) {
              const { type, metadata } = texts.decode(recorded)
              see(seen, type, metadata.occurredAt)
            }
          }
        }),
    })

    const streams = events.map(({ stream }) => stream)
    const noStream = '' as StreamName
    const verifying = await alternate(rounds, {
      bare: () =>
        secondsOfSync(() => {
          bare.all().forEach((row, index) => {
            // the name and the hash before it are at hand: what is measured is to read and to hash
            const stream = streams[index] ?? noStream
            const event = { id: row[0], type: row[1], data: row[2], metadata: row[3] }
            eventHash({ previous: row[4], stream, revision: row[5] }, event)
          })
        }),
      ours: () =>
        secondsOf(async () => {
          const { broken } = await verify(store)
          if (broken.length > 0) throw new Error('the history does not verify')
        }),
    })
    bare.close()
    await store.close()
    return [
      {
        name: 'read-all',
        value: medianRatio(reading.bare, reading.ours),
        unit: 'ratio',
        floor: 0.5,
        against: 'a bare read of all rows at once with JSON.parse of data and metadata',
      },
      {
        name: 'verify',
        value: medianRatio(verifying.bare, verifying.ours),
        unit: 'ratio',
        floor: 0.8,
        against: 'a bare read of all rows at once that hashes the same texts',
      },
    ]
  })
}
