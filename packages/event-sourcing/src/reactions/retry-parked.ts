// Parked events, answered again because somebody asks for it.
import type { EventStore, RecordedEvent } from '../stores/event-store.js'
import { LianxiError } from '../terms/errors.js'
import type { Parked } from './parked.js'
import type { Reacting } from './reacting.js'
import { toStreamName } from '../terms/stream.js'

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
  const asked = (await reacting.parked()).filter(({ event }) => eventId === undefined || event.id === eventId)
  const events = new Map(asked.map((parked) => [parked.event.id, parked]))
  for (const parked of events.values()) await reacting.answerAgain(await read(store, parked))
}
