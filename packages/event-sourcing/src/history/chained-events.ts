// The events of a store, each as it was sealed: where one does not fit the chain of its stream, the reading ends.
import { LianxiError } from '../terms/errors.js'
import type { EventStore, RecordedEvent } from '../stores/event-store.js'
import { heeding } from '../waiting/heeding.js'
import { chains } from './chains.js'

export interface Chained {
  /** All of them where it is undefined. */
  readonly partition?: string | undefined
  readonly signal: AbortSignal | undefined
}

/** Throws `chain-broken`, and the signal's reason. */
export async function* chainedEvents(
  store: Pick<EventStore, 'readAll'>,
  { partition, signal }: Chained,
): AsyncGenerator<RecordedEvent> {
  const { follow } = chains()
  const batches = store.readAll(partition === undefined ? {} : { partition })
  for await (const batch of heeding(batches, signal)) {
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
