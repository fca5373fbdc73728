// Where an event meets the entry that was written for its name.
import type { StoredEvent } from '../texts/codec.js'

/** Entries by event name, as views and reactions have them. */
export type Entries = object

/** The entry of a record for an event, ready to be called with it; undefined where the record does not hear it. */
export function entryFor(on: Entries, event: StoredEvent): ((...input: readonly unknown[]) => unknown) | undefined {
  if (!Object.hasOwn(on, event.type)) return undefined
  // the codec validated the event by the schema of its name, and the record's type ties the entry to that same schema
  return on[event.type as keyof Entries] as (...input: readonly unknown[]) => unknown
}
