// Schemas in words: by the name under which the model declares them, else by their shape.
import type { Schema } from '@lianxi/event-sourcing'
import { z } from 'zod'

/** A schema that the model declares → its name there. */
export type SchemaNames = ReadonlyMap<Schema, string>

export interface Naming {
  readonly names: SchemaNames
  /** Collects the names that were used. */
  readonly used: Set<string>
}

/** A schema by its name where it has one. */
export function typeName(schema: Schema, naming: Naming): string {
  const name = naming.names.get(schema)
  if (name === undefined) return typeShape(schema, naming)
  naming.used.add(name)
  return `\`${name}\``
}

/** A field by its name and type, or by its name alone where that is the name of its type. */
export function fieldText(field: string, schema: Schema, naming: Naming): string {
  const [mark, type] = schema instanceof z.ZodExactOptional ? ['?', schema.unwrap()] : ['', schema]
  const text = typeName(type, naming)
  return text === `\`${field}\`` ? `\`${field}${mark}\`` : `\`${field}${mark}\`: ${text}`
}

/** What a schema admits. */
export function typeShape(schema: Schema, naming: Naming): string {
  const inner = (part: Schema) => typeName(part, naming)
  if (schema instanceof z.ZodEnum) return schema.options.map((option) => `'${option}'`).join(' or ')
  if (schema instanceof z.ZodLiteral) return [...schema.values].map((value) => `'${value}'`).join(' or ')
  if (schema instanceof z.ZodArray) return `list${lengthText(schema)} of ${inner(schema.element)}`
  if (schema instanceof z.ZodUnion) return schema.options.map((option: Schema) => inner(option)).join(' or ')
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries<Schema>(schema.shape).map(([field, type]) => fieldText(field, type, naming))
    return `{ ${fields.join('; ')} }`
  }
  if (schema instanceof z.ZodBoolean) return 'true or false'
  if (schema instanceof z.ZodNumber) return numberText(schema)
  if (schema instanceof z.ZodUUID) return 'a UUID'
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return stringText(schema)
  throw new Error(`there are no words yet for a schema of type ${schema._zod.def.type}`)
}

const spelled = (count: number) => count.toLocaleString('en')

/** How many a list may hold, where that is bounded: ` (1–100)`. */
function lengthText(list: z.ZodArray): string {
  const { minItems = 0, maxItems } = z.toJSONSchema(list, { unrepresentable: 'any' })
  if (maxItems !== undefined) return ` (${spelled(minItems)}–${spelled(maxItems)})`
  return minItems === 0 ? '' : ` (${spelled(minItems)} or more)`
}

function numberText({ minValue, maxValue, isInt }: z.ZodNumber): string {
  const from = minValue === null || minValue <= Number.MIN_SAFE_INTEGER ? '' : ` from ${spelled(minValue)}`
  const to = maxValue === null || maxValue >= Number.MAX_SAFE_INTEGER ? '' : ` to ${spelled(maxValue)}`
  return `${isInt ? 'a whole number' : 'a number'}${from}${to}`
}

/** A text by its length, or else by what its refusal of an empty one says is right. */
function stringText(schema: z.ZodString | z.ZodStringFormat): string {
  const { minLength, maxLength } = schema
  if (minLength !== null && maxLength !== null) return `text (${spelled(minLength)}–${spelled(maxLength)})`
  const [issue] = schema.safeParse('').error?.issues ?? []
  return issue?.message ?? 'any text'
}
