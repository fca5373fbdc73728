// What the catalogues of events and of commands share: the deciders they list, and how fields, roles and types read.
import * as model from '@lianxi/alliance'
import { deciders as aggregates } from '@lianxi/alliance/aggregates'
import * as kernel from '@lianxi/event-sourcing'
import type { CommandShape, Schema } from '@lianxi/event-sourcing'
import { z } from 'zod'
import { fieldText, typeShape, type Naming, type SchemaNames } from './schema-text.js'

/** The part of a decider that the catalogues need. */
export interface Listed {
  readonly category: string
  readonly events: Readonly<Record<string, Schema>>
  readonly commands: Readonly<Record<string, CommandShape>>
}

/** The deciders, in the order in which an alliance meets them. */
export const deciders: readonly Listed[] = Object.values(aggregates)

const meaning = z.object({ zh: z.string().min(1), en: z.string().min(1) })
const roles = z.array(z.string()).min(1)

/** What an event is called in Chinese, and what it means. */
export function meaningOf(event: Schema | undefined): { readonly zh: string; readonly en: string } {
  return meaning.parse(event === undefined ? undefined : z.globalRegistry.get(event))
}

/** Names for the types of a page, none of them used yet. */
export function newNaming(): Naming {
  return { names: publicSchemas(), used: new Set() }
}

/** The schemas that users can import, by name. */
function publicSchemas(): SchemaNames {
  const names = new Map<Schema, string>()
  for (const [name, value] of Object.entries<unknown>({ ...kernel, ...model })) {
    if (!isSchema(value)) continue
    const other = names.get(value)
    if (other !== undefined) throw new Error(`${other} and ${name} are one schema; a page would confuse them`)
    names.set(value, name)
  }
  return names
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && '_zod' in value
}

/** The fields of an object. Of one that has several forms: what they share, then what is each form's own. */
export function fieldsText(schema: Schema, naming: Naming): string {
  const forms = formsOf(schema).map((form) =>
    Object.entries<Schema>(form.shape).map(([field, type]) => fieldText(field, type, naming)),
  )
  const [first = [], ...others] = forms
  const shared = first.filter((field) => others.every((form) => form.includes(field)))
  const own = forms.map((form) => form.filter((field) => !shared.includes(field)).join('; ')).filter(Boolean)
  const parts = own.length === 0 ? shared : [...shared, own.map((fields) => `{ ${fields} }`).join(' or ')]
  return parts.length === 0 ? 'none' : parts.join('; ')
}

function formsOf(schema: Schema): readonly z.ZodObject[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option: Schema) => formsOf(option))
  if (!(schema instanceof z.ZodObject)) throw new Error('an event or a command is an object, or one of several')
  return [schema]
}

/** The roles that `by` admits, with an asterisk where the actor's unit must be named. */
export function rolesOf(by: Schema): readonly string[] {
  if (by instanceof z.ZodUnion) return [...new Set(by.options.flatMap((option) => rolesOf(option)))]
  if (!(by instanceof z.ZodObject)) throw new Error('an actor is an object, or one of several')
  const { role, unitId } = by.shape as Readonly<Record<string, unknown>>
  if (!(role instanceof z.ZodEnum)) throw new Error('an actor has a role')
  const asterisk = unitId instanceof z.ZodExactOptional || unitId === undefined ? '' : '*'
  return roles.parse(role.options).map((name) => `${name}${asterisk}`)
}

/** The chapter that explains each type that a page named. */
export function renderTypes({ names, used }: Naming): string {
  const rows: string[] = []
  const done = new Set<string>()
  // a type may use others, which are explained as well
  for (let next = nextOf(used, done); next !== undefined; next = nextOf(used, done)) {
    done.add(next)
    const schema = [...names].find(([, name]) => name === next)?.[0]
    if (schema !== undefined) rows.push(`| \`${next}\` | ${typeShape(schema, { names, used })} |`)
  }
  return ['## Types', '', '| type | what it is |', '| --- | --- |', ...rows.toSorted()].join('\n')
}

const nextOf = (used: Set<string>, done: Set<string>) => [...used].find((name) => !done.has(name))

/** The place of a heading of a generated page. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
    .replaceAll(' ', '-')
}
