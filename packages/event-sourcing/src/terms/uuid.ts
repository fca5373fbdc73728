// Ids that come in from outside. One spelling, or one thing would have two ids.
import * as z from 'zod'

/** A UUID in lower case. */
export const uuid = z.uuid('a UUID is expected').regex(/^[^A-Z]*$/, 'a UUID is written in lower case')

/** Most UUIDs in lower case, as part of an expression: all but those of zeros alone and of `f` alone. Whatever it admits is one. */
export const uuidText: string = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
