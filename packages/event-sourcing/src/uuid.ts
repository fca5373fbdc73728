// Ids that come in from outside. One spelling, or one thing would have two ids.
import * as z from 'zod'

/** A UUID in lower case. */
export const uuid = z.uuid('a UUID is expected').regex(/^[^A-Z]*$/, 'a UUID is written in lower case')
