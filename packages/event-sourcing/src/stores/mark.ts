// Tells whether what was saved about events is about those of this store: positions alone are alike in other stores, or on one server.
import * as z from 'zod'
import type { EventStore, RecordedEvent } from './event-store.js'
import type { Position, Revision } from '../terms/position.js'
import { isStreamName, type StreamName } from '../terms/stream.js'

/** An event by its place in its stream, and by the hash that binds it to all before it there. */
export interface Mark {
  readonly stream: StreamName
  readonly revision: Revision
  readonly hash: string
}

/** How far a reader of a store has come. */
export interface Checkpoint {
  readonly position: Position
  /** The event at the position; absent where it was not seen, as at a head that was only asked for. */
  readonly mark?: Mark
}

export const markSchema = z.strictObject({
  stream: z.custom<StreamName>((value) => typeof value === 'string' && isStreamName(value)),
  revision: z.int().min(0),
  hash: z.string(),
})

export function markOf({ stream, revision, hash }: RecordedEvent): Mark {
  return { stream, revision, hash }
}

export function checkpointAt(recorded: RecordedEvent): Checkpoint {
  return { position: recorded.position, mark: markOf(recorded) }
}

/** Whether the store came to where a reader of it is said to have come. Of a reader who saw no event, no more is known than that. */
export async function cameTo(
  store: Pick<EventStore, 'readStream' | 'head'>,
  { position, mark }: Checkpoint,
): Promise<boolean> {
  if (mark !== undefined) return stands(store, mark, position)
  const head = await store.head()
  return head !== undefined && position <= head
}

/**
 * Whether the event stands in the store, as it was and at that position. It costs the reading of one event.
 * A store with the same event there and others before it, in other streams, is taken for the same.
 */
export async function stands(store: Pick<EventStore, 'readStream'>, mark: Mark, position: Position): Promise<boolean> {
  const { stream, revision, hash } = mark
  for await (const batch of store.readStream(stream, { from: revision, limit: 1 })) {
    return batch.some((found) => found.revision === revision && found.hash === hash && found.position === position)
  }
  return false
}
