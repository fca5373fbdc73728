// What was appended at once, found again: the events of one command stand together, in their stream and in the order of the store.
import { appendBytes } from '../stores/append-rules.js'
import { maxAppendBytes } from '../stores/event-store.js'
import type { HistoryEvent } from './event-line.js'
import type { PlacedEvent } from './read-history.js'

/** At least one event. */
export type Run = readonly [PlacedEvent, ...PlacedEvent[]]

function commandOf({ metadata }: HistoryEvent): unknown {
  const about: unknown = JSON.parse(metadata)
  return typeof about === 'object' && about !== null && 'commandId' in about ? about.commandId : undefined
}

function sameCommand([{ event: first }]: Run, { event }: PlacedEvent): boolean {
  if (event.stream !== first.stream) return false
  const command = commandOf(event)
  return typeof command === 'string' && command === commandOf(first)
}

export async function* runsOf(events: AsyncIterable<PlacedEvent>): AsyncGenerator<Run, void, undefined> {
  let run: [PlacedEvent, ...PlacedEvent[]] | undefined
  let bytes = 0
  for await (const placed of events) {
    const added = appendBytes([placed.event])
    // a run that no store would take was not appended at once either
    if (run !== undefined && sameCommand(run, placed) && bytes + added <= maxAppendBytes) {
      run.push(placed)
      bytes += added
    } else {
      if (run !== undefined) yield run
      run = [placed]
      bytes = added
    }
  }
  if (run !== undefined) yield run
}
