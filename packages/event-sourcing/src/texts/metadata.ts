// What the engine knows about every event. It stands beside the data, so no data can spoof it.
import * as z from 'zod'
import type { Output, Schema } from '../terms/schema.js'
import { instant } from '../terms/instant.js'
import { uuid } from '../terms/uuid.js'

/** The metadata of an event, given the schemas of who acts and of who may enter what another did. */
export function metadataSchema<Actor extends Schema, EnteredBy extends Schema>(actor: Actor, enteredBy: EnteredBy) {
  return z.strictObject({
    actor,
    causationId: z.exactOptional(uuid),
    commandHash: z.string().regex(/^[0-9a-f]{64}$/),
    commandId: uuid,
    correlationId: z.exactOptional(uuid),
    enteredBy: z.exactOptional(enteredBy),
    occurredAt: instant,
    recordedAt: instant,
    schemaVersion: z.int().min(1),
  })
}

export type Metadata = Output<ReturnType<typeof metadataSchema<Schema, Schema>>>
