// Exact accounting behind a race: what each writer asked for and was told, against what is there.
import type { NewEvent, RecordedEvent } from '../../stores/event-store.js'
import type { StreamName } from '../../terms/stream.js'
import { broken } from './case.js'
import { assertGrowing, ids } from './samples.js'

/** An append of a writer that waits for each answer before it asks again. */
export interface AskedAppend {
  readonly stream: StreamName
  readonly events: readonly NewEvent[]
  /** Whether the writer was told that they are stored; else nobody knows, and all or none of them may be there. */
  readonly acknowledged: boolean
}

export type WriterLog = readonly AskedAppend[]

type Findings = Readonly<Record<'lost' | 'doubled' | 'torn' | 'foreign' | 'gapped' | 'reordered', readonly string[]>>

function byStream(read: readonly RecordedEvent[]): ReadonlyMap<StreamName, readonly RecordedEvent[]> {
  const streams = new Map<StreamName, RecordedEvent[]>()
  for (const event of read) {
    const events = streams.get(event.stream)
    if (events === undefined) streams.set(event.stream, [event])
    else events.push(event)
  }
  return streams
}

/** The places of a writer's events, in the order in which it asked for them, where they do not grow. */
function reorderedIn(log: WriterLog, places: ReadonlyMap<string, number>): string[] {
  const own = log.flatMap(({ events }) => ids(events)).filter((id) => places.has(id))
  return own.filter((id, index) => index > 0 && (places.get(id) ?? 0) <= (places.get(own[index - 1] ?? '') ?? 0))
}

/** Whether an append is there in part, or not as one run of its stream. */
function isTorn({ stream, events }: AskedAppend, stored: ReadonlyMap<string, RecordedEvent>): boolean {
  const there = events.flatMap(({ id }) => stored.get(id) ?? [])
  const first = there[0]?.revision ?? 0
  const asOne = there.every((event, index) => event.stream === stream && event.revision === first + index)
  return there.length > 0 && (there.length < events.length || !asOne)
}

function findings(read: readonly RecordedEvent[], logs: readonly WriterLog[]): Findings {
  const places = new Map(read.map(({ id }, place) => [id, place]))
  const stored = new Map(read.map((event) => [event.id, event]))
  const appends = logs.flat()
  const asked = new Set(appends.flatMap(({ events }) => ids(events)))
  return {
    lost: appends.flatMap((append) => (append.acknowledged ? ids(append.events).filter((id) => !stored.has(id)) : [])),
    doubled: read.filter(({ id }, place) => places.get(id) !== place).map(({ id }) => id),
    torn: appends.filter((append) => isTorn(append, stored)).map(({ events }) => ids(events).join('+')),
    foreign: ids(read).filter((id) => !asked.has(id)),
    gapped: [...byStream(read)].flatMap(([stream, events]) => {
      const wrong = events.findIndex(({ revision }, index) => revision !== index)
      return wrong === -1 ? [] : [`${stream} at ${wrong}: ${events[wrong]?.revision}`]
    }),
    reordered: logs.flatMap((log) => reorderedIn(log, places)),
  }
}

/** Every acknowledged event once, every other append whole or absent, nothing else, no gap, each writer's events in its order. */
export function assertAccounts(read: readonly RecordedEvent[], logs: readonly WriterLog[]): void {
  const found = Object.entries(findings(read, logs)).filter(([, what]) => what.length > 0)
  if (found.length > 0) {
    const lines = found.map(([what, of]) => `${what} ${of.length}: ${of.slice(0, 5).join(', ')}`)
    broken('nothing is lost, doubled, torn, foreign, gapped or reordered', lines.join('\n'))
  }
  assertGrowing('positions grow', read)
}
