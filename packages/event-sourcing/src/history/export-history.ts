// A store's events as lines of text, to keep or to move: the same events give the same lines, whatever store they are in.
import { canonicalText } from '../texts/canonical.js'
import { LianxiError } from '../terms/errors.js'
import type { EventStore, RecordedEvent } from '../stores/event-store.js'
import { chainedEvents } from './chained-events.js'
import { eventLine, isUuid } from './event-line.js'
import { firstLine, lastLine, nextChecksum } from './frame.js'
import { everySoMany } from './progress.js'

export interface ExportOptions {
  /** Only the streams of this partition. */
  readonly partition?: string
  readonly signal?: AbortSignal
  /** Told how many events were given, now and then and in the end. */
  readonly onProgress?: (events: number) => void
}

function isCanonical(text: string): boolean {
  try {
    return canonicalText(JSON.parse(text)) === text
  } catch {
    return false
  }
}

// A chain can be made over any texts; what the kernel did not seal could not be read back from its line.
function checkSealed({ stream, revision, id, metadata, data }: RecordedEvent): void {
  const fail = (reason: string) => new LianxiError('chain-broken', { stream, revision, reason })
  if (!isUuid(id)) throw fail('id: is no UUID in lower case')
  if (!isCanonical(metadata)) throw fail('metadata: is no canonical JSON')
  if (!isCanonical(data)) throw fail('data: is no canonical JSON')
}

/**
 * The lines of a history, without their newlines: one that says what it is, an event a line in order of position, one that counts and
 * checks all before it. It ends at the last event that was stored at the call, or later. Throws `chain-broken` at an event that is not as
 * it was sealed.
 */
export async function* exportHistory(
  store: Pick<EventStore, 'readAll'>,
  { partition, signal, onProgress }: ExportOptions = {},
): AsyncGenerator<string, void, undefined> {
  const tell = everySoMany(onProgress)
  const streams = new Set<string>()
  let events = 0
  let checksum = ''

  function counted(line: string): string {
    checksum = nextChecksum(checksum, line)
    return line
  }

  signal?.throwIfAborted()
  yield counted(firstLine(partition === undefined ? {} : { partition }))
  for await (const event of chainedEvents(store, { partition, signal })) {
    signal?.throwIfAborted()
    checkSealed(event)
    streams.add(event.stream)
    yield counted(eventLine(event))
    tell.reached(++events)
  }
  yield lastLine({ events, streams: streams.size, checksum })
  tell.end(events)
}
