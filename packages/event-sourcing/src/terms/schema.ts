// What a schema is to this package, and what comes out of one.
import type * as z from 'zod'
import type { DeepReadonly } from './readonly.js'

export type Schema = z.core.$ZodType
export type Schemas = Readonly<Record<string, Schema>>
export type Output<S extends Schema> = DeepReadonly<z.core.output<S>>
