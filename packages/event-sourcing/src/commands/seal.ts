// Decided events made ready to be stored: validated, written as texts, given their ids, chained.
import { eventHash } from '../texts/chain.js'
import type { Codec } from '../texts/codec.js'
import { eventId } from '../texts/derived-id.js'
import type { EventOf } from './decider.js'
import type { Schemas } from '../terms/schema.js'
import type { NewEvent } from '../stores/event-store.js'
import type { Revision } from '../terms/position.js'
import type { Absorbed } from './held-stream.js'
import type { Instant } from '../terms/instant.js'
import type { Metadata } from '../texts/metadata.js'
import type { StreamName } from '../terms/stream.js'

/** What is known of a command besides what it says: the metadata that its events share. */
export type Envelope = Omit<Metadata, 'recordedAt' | 'schemaVersion'>

export interface SealOptions<Events extends Schemas> {
  /** The stream as the decision saw it. */
  readonly held: { readonly name: StreamName; readonly revision: Revision; readonly hash: string }
  readonly envelope: Envelope
  readonly codec: Codec<Events>
  readonly recordedAt: Instant
}

export interface Sealed<Event> {
  readonly stored: NewEvent
  /** The event as the state takes it in, once it is stored: the schema's output, never the object that the decision returned. */
  readonly absorbed: Absorbed & Event
}

export function seal<Events extends Schemas, N extends keyof Events & string>(
  events: readonly EventOf<Events, N>[],
  { held, envelope, codec, recordedAt }: SealOptions<Events>,
): readonly Sealed<EventOf<Events, N>>[] {
  let previous = held.hash
  return events.map(({ type, data }, index) => {
    const revision = held.revision + 1 + index
    // what is spread stands last, here as on the whole path of a command: V8 makes and reads an object six times slower that got its new fields behind it
    const metadata = { recordedAt, schemaVersion: codec.version(type), ...envelope }
    const encoded = codec.encode(type, data)
    const event = {
      id: eventId(held.name, envelope.commandId, index),
      type,
      data: encoded.text,
      metadata: codec.encodeMetadata(metadata),
    }
    const hash = eventHash({ previous, stream: held.name, revision }, event)
    previous = hash
    return { stored: { hash, ...event }, absorbed: { type, data: encoded.data, metadata, revision, hash } }
  })
}
