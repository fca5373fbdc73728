// Parked events, answered again because somebody asks for it.
import type { EventStore, RecordedEvent } from './event-store.js'
import { LianxiError } from './errors.js'
import type { Parked } from './parked.js'
import type { Reacting } from './reacting.js'
import { toStreamName } from './stream.js'

async function read(store: Pick<EventStore, 'readStream'>, { event }: Parked): Promise<RecordedEvent> {
  const { stream, revision, id } = event
  for await (const batch of store.readStream(toStreamName(stream), { from: revision, limit: 1 })) {
    const found = batch.find((recorded) => recorded.id === id)
    if (found !== undefined) return found
  }
  const reason = 'the parked event does not stand there; this is another store than it was parked for'
  throw new LianxiError('unreadable-event', { stream, revision, path: 'id', reason })
}

/**
 * Answers the parked events of a reaction again, or the one of that id, in the order in which they were parked. What does well now leaves
 * the list; what fails stays with its new reason. An error that may pass is thrown, and leaves the event as it was.
 */
export async function retryParked<Command>(
  reacting: Reacting<Command>,
  { store, eventId }: { readonly store: Pick<EventStore, 'readStream'>; readonly eventId?: string },
): Promise<void> {
  const byEvent = new Map<string, Parked[]>()
  for (const parked of await reacting.parked()) {
    const { id } = parked.event
    if (eventId === undefined || id === eventId) byEvent.set(id, [...(byEvent.get(id) ?? []), parked])
  }
  for (const before of byEvent.values()) {
    const [first] = before
    if (first !== undefined) await reacting.answerAgain(await read(store, first), before)
  }
}
