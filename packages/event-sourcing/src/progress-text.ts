// What a reaction has parked, as the text that is stored: all of it each time, so no entry is written or read more often than it must.
import * as z from 'zod'
import { canonicalText } from './canonical.js'
import { LianxiError } from './errors.js'
import { messageOf } from './message-of.js'
import { parkedSchema, type Parked } from './parked.js'
import { parse } from './parse.js'
import { deepFreeze } from './readonly.js'

const schema = z.strictObject({ parked: z.array(parkedSchema) })
// where each save wrote every entry anew, what parking cost grew with the square of what was parked
const texts = new WeakMap<Parked, string>()

function textOf(entry: Parked): string {
  const written = texts.get(entry) ?? canonicalText(entry)
  texts.set(entry, written)
  return written
}

/** The canonical text of `{ parked }`. */
export function progressText(parked: readonly Parked[]): string {
  return `{"parked":[${parked.map(textOf).join(',')}]}`
}

/** Throws `invalid-input` that names `what` where the text is none of a reaction's progress. */
export function parkedFrom(text: string, what: string): readonly Parked[] {
  let kept: unknown
  try {
    kept = JSON.parse(text)
  } catch (error) {
    const reason = `what is stored is no JSON: ${messageOf(error)}`
    throw new LianxiError('invalid-input', { what, path: '', reason }, error)
  }
  const { parked } = parse(schema, kept, what)
  // it is shown to many, and written by what it was read from
  deepFreeze(parked)
  return parked
}
