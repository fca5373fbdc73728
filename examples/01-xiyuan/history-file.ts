// A history as the text of a file, in the lines of `exportHistory` and `importHistory`: docs/moving.md says what they hold.
import { exportHistory, importHistory, memoryStore, type EventStore } from '@lianxi/event-sourcing'

/** What the last line says of those before it. */
export interface HistoryEnd {
  readonly events: number
  readonly streams: number
  readonly checksum: string
}

/** The text of a store's history, and what its last line says. */
export async function historyOf(store: EventStore): Promise<{ readonly text: string; readonly end: HistoryEnd }> {
  const lines: string[] = []
  for await (const line of exportHistory(store)) lines.push(line)
  return { text: `${lines.join('\n')}\n`, end: JSON.parse(lines.at(-1) ?? '') as HistoryEnd }
}

async function* linesOf(text: string): AsyncGenerator<string, void, undefined> {
  const ended = text.endsWith('\n') ? text.slice(0, -1) : text
  if (ended !== '') yield* ended.split('\n')
}

/** A store of its own in memory, with the events of a text as they were. Throws `history-refused` with the number of the line. */
export async function storeOf(text: string): Promise<EventStore> {
  const store = memoryStore()
  await importHistory(store, { open: () => linesOf(text) })
  return store
}
