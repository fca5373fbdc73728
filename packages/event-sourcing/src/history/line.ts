// What all lines of a history have in common: each is JSON of a schema, or is refused with its number.
import type { Output, Schema } from '../terms/schema.js'
import { LianxiError } from '../terms/errors.js'
import { tryParse } from '../terms/parse.js'

export function refuse(line: number, path: string, reason: string): never {
  throw new LianxiError('history-refused', { line, path, reason })
}

const lineEnd = /[\r\n]+$/

/** Throws `history-refused` for a line in any spelling but the one that is written. */
export function checkSpelling(text: string, written: string, line: number): void {
  if (text === written) return
  const [end] = lineEnd.exec(text) ?? []
  if (end === undefined) refuse(line, '', 'is not written as a history is')
  refuse(line, '', `ends with ${JSON.stringify(end)}: a line is given without the newline that ends it`)
}

function json(text: string, line: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse(line, '', 'is no JSON')
  }
}

/** Throws `history-refused`. */
export function readLine<S extends Schema>(schema: S, text: string, line: number): Output<S> {
  const parsed = tryParse(schema, json(text, line))
  return parsed.ok ? parsed.value : refuse(line, parsed.path, parsed.reason)
}
