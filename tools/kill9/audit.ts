// Judges what stands in the file by what the writers said.
import { streamParts, verify, type Position, type RecordedEvent } from '@lianxi/event-sourcing'
import { openSqliteStore, type SqliteStore } from '@lianxi/sqlite-store'
import Database from 'better-sqlite3'
import { count, key, nothing, toCounted, type Counted } from './counted.js'
import type { Ledger } from './ledger.js'
import { placeOf } from './note.js'

export interface Audit {
  readonly events: number
  readonly acknowledged: number
  /** Asked for, never acknowledged, and found whole or not at all. */
  readonly doubtfulWhole: number
  readonly doubtfulAbsent: number
  readonly savedViews: number
  /** What is not as it was promised. */
  readonly faults: readonly string[]
}

/** The places of each append that is found, in order of position. */
async function foundIn(store: SqliteStore): Promise<Map<string, { position: number; index: number; of: number }[]>> {
  const found = new Map<string, { position: number; index: number; of: number }[]>()
  for await (const batch of store.readAll()) {
    for (const { data, position } of batch) {
      const { append, index, of } = placeOf(data)
      const places = found.get(append) ?? []
      places.push({ position: Number(position), index, of })
      found.set(append, places)
    }
  }
  return found
}

/** Why the events of an append are not what was appended once, if so. */
function flawOf(places: readonly { position: number; index: number; of: number }[]): string | undefined {
  const [first] = places
  if (first === undefined) return 'is not there'
  if (places.length !== first.of) return `has ${places.length} events of ${first.of}`
  const inOrder = places.every(({ position, index }, at) => index === at && position === first.position + at)
  return inOrder ? undefined : 'does not stand together and in order'
}

async function viewFault(store: SqliteStore): Promise<{ saves: number; fault?: string }> {
  const saved = await store.viewStore.load(key)
  if (saved === undefined) return { saves: 0 }
  const events: RecordedEvent[] = []
  for await (const batch of store.readAll()) {
    events.push(...batch.filter(({ position }) => position <= (saved.checkpoint ?? '')))
  }
  const truth = events.reduce<Counted>(count, nothing)
  const { digest } = toCounted(saved.state)
  return digest === truth.digest
    ? { saves: saved.saves }
    : { saves: saved.saves, fault: 'the view does not fit its checkpoint' }
}

/** Each partition's own reading gives the events of its streams, in order. */
async function partitionFaults(store: SqliteStore): Promise<readonly string[]> {
  const own = new Map<string, Position[]>()
  for await (const batch of store.readAll()) {
    for (const { stream, position } of batch) {
      const { partition } = streamParts(stream)
      const positions = own.get(partition) ?? []
      positions.push(position)
      own.set(partition, positions)
    }
  }
  const faults: string[] = []
  for (const [partition, positions] of own) {
    const read: Position[] = []
    for await (const batch of store.readAll({ partition })) read.push(...batch.map(({ position }) => position))
    if (read.join() !== positions.join())
      faults.push(`partition ${partition} gives ${read.length} events of ${positions.length}, or not in order`)
  }
  return faults
}

function soundness(path: string): string[] {
  const db = new Database(path)
  const answers = db.prepare<[], string>('PRAGMA integrity_check').pluck().all()
  db.close()
  return answers.filter((answer) => answer !== 'ok')
}

export async function audit(path: string, { asked, acknowledged }: Ledger): Promise<Audit> {
  const store = openSqliteStore(path)
  const found = await foundIn(store)
  const { events, broken } = await verify(store)
  const view = await viewFault(store)
  const partitions = await partitionFaults(store)
  await store.close()
  const doubtful = [...asked].filter((append) => !acknowledged.has(append))
  const due = [...acknowledged, ...doubtful.filter((append) => found.has(append))]
  return {
    events,
    acknowledged: acknowledged.size,
    doubtfulWhole: due.length - acknowledged.size,
    doubtfulAbsent: doubtful.length - (due.length - acknowledged.size),
    savedViews: view.saves,
    faults: [
      ...due.flatMap((append) => {
        const flaw = flawOf(found.get(append) ?? [])
        return flaw === undefined ? [] : [`append ${append} ${flaw}`]
      }),
      ...[...found.keys()].filter((append) => !asked.has(append)).map((append) => `nobody asked for ${append}`),
      ...broken.map(({ stream, revision, reason }) => `event ${revision} of ${stream}: ${reason}`),
      ...(view.fault === undefined ? [] : [view.fault]),
      ...partitions,
      ...soundness(path),
    ],
  }
}
