// A store with some halls in two partitions, whose events alternate: a small history, for tests of what carries histories.
import type { EventStore } from '../stores/event-store.js'
import { exportHistory, type ExportOptions } from '../history/export-history.js'
import { memoryStore } from '../stores/memory-store.js'
import { streamName } from '../terms/stream.js'
import { hallBench, uuid } from './hall-bench.js'

// the last holds what ends a line for some readers of lines
export const guests = ['ann', 'bo', '沈', 'a\nb\r\u2028c\u2029d"\\']

/** All lines of a history at once. */
export async function linesOf(store: Pick<EventStore, 'readAll'>, options?: ExportOptions): Promise<readonly string[]> {
  const lines: string[] = []
  for await (const line of exportHistory(store, options)) lines.push(line)
  return lines
}

/** Three halls, each with its door opened, its seats taken and one left again: 21 events, each time the same. */
export async function storeWithHalls(store: EventStore = memoryStore()): Promise<EventStore> {
  const names = [
    ['north', '1'],
    ['south', '2'],
    ['north', '3'],
  ] as const
  const halls = names.map(([partition, id]) => {
    const bench = hallBench(store, { name: streamName({ category: 'hall', partition, id }) })
    return { bench, held: bench.hold() }
  })
  let commands = 0
  const next = () => ({ commandId: uuid(++commands) })
  // the last seat of a hall is taken and the hall filled by one command
  for (const { bench, held } of halls) await bench.open(held, 3, next())
  for (const guest of guests) {
    for (const { bench, held } of halls) {
      await bench.take(held, guest, next())
      if (guest === 'bo') await bench.leave(held, 'ann', next())
    }
  }
  return store
}
