// The one place where a value becomes typed: a schema parsed it.
import * as z from 'zod'
import type { Output, Schema } from './schema.js'
import { LianxiError } from './errors.js'
import { oftenAsked } from './often-asked.js'

export type Parsed<S extends Schema> =
  | { readonly ok: true; readonly value: Output<S> }
  | { readonly ok: false; readonly path: string; readonly reason: string }

function innermost(issue: z.core.$ZodIssue, path: readonly PropertyKey[]): { path: string; reason: string } {
  const here = [...path, ...issue.path]
  if (issue.code === 'unrecognized_keys') {
    return { path: [...here, issue.keys[0] ?? ''].map(String).join('.'), reason: 'there is no such field' }
  }
  const branch = issue.code === 'invalid_union' ? issue.errors.find((issues) => issues.length > 0)?.[0] : undefined
  if (branch !== undefined && issue.code === 'invalid_union' && issue.errors.length === 1)
    return innermost(branch, here)
  return { path: here.map(String).join('.'), reason: issue.message }
}

/** Parses, and says where and why not. */
export function tryParse<S extends Schema>(schema: S, input: unknown): Parsed<S> {
  const result = z.core.safeParse(oftenAsked(schema), input)
  // what was compiled gives what the schema does, and readonly is a promise of our types, which the schema's own output type cannot know
  if (result.success) return { ok: true, value: result.data as Output<S> }
  const issue = result.error.issues[0]
  return { ok: false, ...(issue === undefined ? { path: '', reason: 'refused' } : innermost(issue, [])) }
}

/** Parses, or throws `invalid-input` that names `what`, the path and the reason. */
export function parse<S extends Schema>(schema: S, input: unknown, what: string): Output<S> {
  const parsed = tryParse(schema, input)
  if (!parsed.ok) throw new LianxiError('invalid-input', { what, path: parsed.path, reason: parsed.reason })
  return parsed.value
}
