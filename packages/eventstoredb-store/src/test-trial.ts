// What the tests of this package share: a double and stores on it, which are closed in any case, and small events.
import {
  toStreamName,
  type EventStore,
  type NewEvent,
  type RecordedEvent,
  type StreamName,
} from '@lianxi/event-sourcing'
import { openEventStoreDBStore } from './eventstoredb-store.js'
import type { Disturbance, EventStoreDBOptions } from './options.js'
import { startDouble, type DoubleOptions, type EventStoreDBDouble } from './testing/index.js'

export interface Trial {
  readonly double: EventStoreDBDouble
  /** What the stores told of. */
  readonly disturbances: readonly Disturbance[]
  open(options?: Partial<EventStoreDBOptions>): EventStore
}

export async function onDouble(trial: (given: Trial) => Promise<void>, options?: DoubleOptions): Promise<void> {
  const double = await startDouble(options)
  const stores: EventStore[] = []
  const disturbances: Disturbance[] = []
  try {
    await trial({
      double,
      disturbances,
      open(more) {
        const onDisturbance = (disturbance: Disturbance) => void disturbances.push(disturbance)
        const store = openEventStoreDBStore({ connectionString: double.connectionString, onDisturbance, ...more })
        stores.push(store)
        return store
      },
    })
  } finally {
    await Promise.all(stores.map((store) => store.close()))
    await double.close()
  }
}

export function stream(id: string, partition = 'north'): StreamName {
  return toStreamName(`note-${partition}.${id}`)
}

export function note(number: number, fields: Partial<NewEvent> = {}): NewEvent {
  const hex = number.toString(16).padStart(12, '0')
  return {
    id: `00000000-0000-8000-8000-${hex}`,
    type: 'NoteTaken',
    data: `{"number":${number}}`,
    metadata: '{}',
    hash: hex.padStart(64, '0'),
    ...fields,
  }
}

export const notes = (count: number, first = 0) => Array.from({ length: count }, (_, index) => note(first + index))

export async function listed(batches: AsyncIterable<readonly RecordedEvent[]>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for await (const batch of batches) events.push(...batch)
  return events
}

export const ids = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id)

/** The code of the error that it ends with. */
export async function codeOf(action: Promise<unknown>): Promise<string> {
  try {
    await action
    return 'none'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}
