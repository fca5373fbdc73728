// What a store holds of a history that is imported into it: nothing, a part, all, and more behind it. Anything else contradicts it.
import type { EventStore } from '../stores/event-store.js'
import type { StreamName } from '../terms/stream.js'
import { heeding } from '../waiting/heeding.js'
import { chainedEvents, type Chained } from './chained-events.js'
import { isUuid, type HistoryEvent } from './event-line.js'
import { refuse } from './line.js'
import type { PlacedEvent } from './read-history.js'
import { uuidSet } from './uuid-set.js'

type Source = Pick<EventStore, 'readAll' | 'readStream'>

export interface Holdings {
  /** Whether the store holds an event of this stream at this revision. */
  holds(event: Pick<HistoryEvent, 'stream' | 'revision'>): boolean
  /** Takes up the next event of the history. Throws `history-refused` where it cannot stand beside what the store holds. */
  compare(placed: PlacedEvent): void
  /** Throws `history-refused` where a stream that goes on in the store went on from another event than the history's last. */
  compareEnds(): Promise<void>
}

/** Throws `history-refused` unless the store holds this very event. Chains being whole, all events before it in the stream are then the same. */
export function checkSame({ event, line }: PlacedEvent, held: Pick<HistoryEvent, 'id' | 'hash'> | undefined): void {
  if (held?.id === event.id && held.hash === event.hash) return
  refuse(
    line,
    held?.id === event.id ? 'hash' : 'id',
    `the store holds another event ${event.revision} of ${event.stream}`,
  )
}

/** Reads what the store holds of a partition, or all of it. Throws `chain-broken`. */
export async function readHoldings(store: Source, { partition, signal }: Chained): Promise<Holdings> {
  const last = new Map<StreamName, Pick<HistoryEvent, 'revision' | 'id' | 'hash'>>()
  /** Of streams that the store holds beyond the history: the history's last event so far. */
  const shorter = new Map<StreamName, PlacedEvent>()
  const ids = uuidSet()
  for await (const { stream, revision, id, hash } of chainedEvents(store, { partition, signal })) {
    last.set(stream, { revision, id, hash })
    if (isUuid(id)) ids.add(id)
  }

  async function compareEnd(placed: PlacedEvent): Promise<void> {
    const { stream, revision } = placed.event
    const found = heeding(store.readStream(stream, { from: revision, limit: 1 }), signal)
    for await (const batch of found) checkSame(placed, batch[0])
  }

  return {
    holds: ({ stream, revision }) => revision <= (last.get(stream)?.revision ?? -1),
    compare(placed) {
      const { event, line } = placed
      const held = last.get(event.stream)
      if (held === undefined || held.revision < event.revision) {
        if (!ids.add(event.id)) refuse(line, 'id', 'another event has it')
      } else if (held.revision === event.revision) {
        checkSame(placed, held)
        shorter.delete(event.stream)
      } else shorter.set(event.stream, placed)
    },
    async compareEnds() {
      for (const placed of shorter.values()) await compareEnd(placed)
    },
  }
}
