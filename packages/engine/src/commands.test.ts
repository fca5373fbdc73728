import { deciders } from '@lianxi/alliance/aggregates'
import { tryParse } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { uuid } from './test-alliance.js'

const named = Object.values(deciders).flatMap((decider) => {
  const field = 'id' in decider ? decider.id : undefined
  return field === undefined
    ? []
    : Object.entries(decider.commands).map(([type, { data }]) => ({ type, fields: fieldsOf(data, field) }))
})

/** The schemas of a field: of each member, where there are several. */
function fieldsOf(schema: unknown, field: string): readonly (z.core.$ZodType | undefined)[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => fieldsOf(option, field))
  return [schema instanceof z.ZodObject ? schema.shape[field] : undefined]
}

describe('the field of a command that names its stream', () => {
  it.each(named)('is a UUID: $type', ({ fields }) => {
    for (const schema of fields) {
      const accepted = [uuid('d', 1), 'd.1', '', undefined].map((id) => schema && tryParse(schema, id).ok)
      expect(accepted).toEqual([true, false, false, false])
    }
  })
})
