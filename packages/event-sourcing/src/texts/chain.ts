// Each event's hash holds the one before it in its stream, so a changed byte shows. A vector for other programs: chain.test.ts.
import type { NewEvent } from '../stores/event-store.js'
import type { Revision } from '../terms/position.js'
import { sha256Hex } from '../terms/sha256.js'
import type { StreamName } from '../terms/stream.js'

export interface Link {
  /** The hash of the event before it in the stream; '' at revision 0. */
  readonly previous: string
  readonly stream: StreamName
  readonly revision: Revision
}

/** Lowercase hex SHA-256 over `lianxi-1`, previous, stream, revision, id, type, metadata and data, with a newline between them. Nothing before data can hold one. */
export function eventHash({ previous, stream, revision }: Link, event: Omit<NewEvent, 'hash'>): string {
  return sha256Hex(
    `lianxi-1\n${previous}\n${stream}\n${revision}\n${event.id}\n${event.type}\n${event.metadata}\n${event.data}`,
  )
}
