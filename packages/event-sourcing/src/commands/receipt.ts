// What a caller gets for a command that was stored, the first time and every time after.
import type { Codec } from '../texts/codec.js'
import type { Schemas } from '../terms/schema.js'
import { LianxiError } from '../terms/errors.js'
import type { EventStore } from '../stores/event-store.js'
import type { Revision } from '../terms/position.js'
import type { Envelope } from './seal.js'
import type { StreamName } from '../terms/stream.js'

export interface Receipt {
  readonly stream: StreamName
  /** What happened, by name; empty where it was so already. */
  readonly events: readonly { readonly id: string; readonly type: string; readonly revision: Revision }[]
}

export interface KnownCommand {
  readonly stream: StreamName
  readonly first: Revision
  readonly envelope: Pick<Envelope, 'commandId' | 'commandHash'>
}

/** The receipt of a command that was stored before, read from its events. Throws `command-id-reused` where it said something else then. */
export async function firstReceipt<Events extends Schemas>(
  { stream, first, envelope }: KnownCommand,
  { store, codec }: { readonly store: Pick<EventStore, 'readStream'>; readonly codec: Codec<Events> },
): Promise<Receipt> {
  const events: { id: string; type: string; revision: Revision }[] = []
  for await (const batch of store.readStream(stream, { from: first })) {
    for (const recorded of batch) {
      const { commandId, commandHash } = codec.metadata(recorded)
      // the events of one command were appended at once, so they stand together
      if (commandId !== envelope.commandId) return { stream, events }
      if (commandHash !== envelope.commandHash) throw new LianxiError('command-id-reused', { stream, commandId })
      events.push({ id: recorded.id, type: recorded.type, revision: recorded.revision })
    }
  }
  return { stream, events }
}
