// The events of a store, each as it was sealed: where one does not fit the chain of its stream, the reading ends.
import { LianxiError } from '../terms/errors.js'
import type { EventStore, RecordedEvent } from '../stores/event-store.js'
import { chains } from './chains.js'

/** Throws `chain-broken`. */
export async function* chainedEvents(
  store: Pick<EventStore, 'readAll'>,
  partition: string | undefined,
): AsyncGenerator<RecordedEvent> {
  const { follow } = chains()
  for await (const batch of store.readAll(partition === undefined ? {} : { partition })) {
    for (const event of batch) {
      const misfit = follow(event)
      if (misfit !== undefined) {
        const { stream, revision } = event
        throw new LianxiError('chain-broken', { stream, revision, reason: `${misfit.path}: ${misfit.reason}` })
      }
      yield event
    }
  }
}
