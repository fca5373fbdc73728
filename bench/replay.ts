// The replay of the Xiyuan history, whole: commands through the engine, reactions settled, figures read. Against bare inserts of the same rows.
import { contributions } from '@lianxi/alliance'
import { memoryStore, type EventStore, type RecordedEvent } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replay } from '../examples/01-xiyuan/replay.js'
import { allianceId } from '../examples/01-xiyuan/scenario/entry.js'
import { story } from '../examples/01-xiyuan/scenario/script.js'
import { appendsOf, insertBare } from './bare-sqlite.js'
import { median, secondsOf, type Row } from './row.js'

const rounds = 5
const against = 'bare better-sqlite3, same rows and transactions'

async function eventsIn(store: EventStore): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for await (const batch of store.readAll()) events.push(...batch)
  return events
}

async function replayOn(store: EventStore): Promise<readonly RecordedEvent[]> {
  const engine = await replay({ store, story: story() })
  await engine.view(contributions, { allianceId })
  const events = await eventsIn(store)
  await engine.close()
  return events
}

/** Rounds alternate between the three, so that a busy machine slows all of them. */
export async function benchReplay(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxi-bench-'))
  try {
    const events = await replayOn(memoryStore())
    const appends = appendsOf(events)
    const seconds: Record<'bare' | 'sqlite' | 'memory', number[]> = { bare: [], sqlite: [], memory: [] }
    for (let round = 0; round < rounds; round++) {
      seconds.bare.push(await secondsOf(() => insertBare(join(folder, `bare-${round}.db`), appends)))
      seconds.sqlite.push(
        await secondsOf(async () => void (await replayOn(openSqliteStore(join(folder, `replay-${round}.db`))))),
      )
      seconds.memory.push(await secondsOf(async () => void (await replayOn(memoryStore()))))
    }
    const row = (name: string, of: readonly number[]): Row => ({
      name,
      ratio: median(of.map((value, round) => (seconds.bare[round] ?? Number.NaN) / value)),
      against,
      events: events.length,
      eventsPerSecond: events.length / median(of),
      againstPerSecond: events.length / median(seconds.bare),
    })
    return [row('replay-sqlite', seconds.sqlite), row('replay-memory', seconds.memory)]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
