import type { Schema } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { deciders } from './aggregates.js'
import type { CommandData } from './model.js'
import { commandArbitraries } from './testing/arbitraries.js'
import { controls } from './testing/controls.js'

interface Declared {
  readonly events: Readonly<Record<string, Schema>>
  readonly commands: Readonly<Record<string, { readonly by: Schema; readonly data: Schema; readonly needs?: Schema }>>
}
const all: readonly (readonly [string, Declared])[] = Object.entries(deciders)

/** What a value turns into when some field of it is lost, is another, or is one too many. */
function damaged(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null) return fc.anything()
  const keys = [...Object.keys(value), 'more']
  return fc.tuple(fc.constantFrom(...keys), fc.option(fc.anything(), { nil: undefined })).map(([key, inner]) => {
    const { [key]: _, ...rest } = value as Readonly<Record<string, unknown>>
    return inner === undefined ? rest : { ...rest, [key]: inner }
  })
}

/** Value, or the first refusal with its path and words. */
function answer(schema: Schema, value: unknown): unknown {
  const { success, data, error } = z.core.safeParse(schema, value)
  return success ? { data } : { issues: error?.issues }
}

function expectSameAnswers(schema: Schema, values: fc.Arbitrary<unknown>): void {
  const compiled = z.compile(schema, { strict: true })
  const anyValue = values.chain((value) => fc.oneof(fc.constant(value), damaged(value)))
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(answer(compiled, value)).toEqual(answer(schema, value))
    }),
    { numRuns: 20 },
  )
}

describe('compiled, as schemas are that are asked often, the model answers the same', () => {
  it.each(all)('of what may be asked: %s', (_name, { commands }) => {
    for (const [type, { by, data, needs }] of Object.entries(commands)) {
      const said = commandArbitraries[type as keyof CommandData]
      expectSameAnswers(
        by,
        said.map((command) => command.by),
      )
      expectSameAnswers(
        data,
        said.map((command) => command.data),
      )
      if (needs !== undefined)
        expectSameAnswers(
          needs,
          said.map((command) => command.facts),
        )
    }
  })
  it.each(all)('of what is stored: %s', (name, { events }) => {
    const examples = Object.values<unknown>(controls[name as keyof typeof controls])
    for (const [type, schema] of Object.entries(events)) {
      const ofType = examples.filter(
        (one): one is { type: string; data: object } =>
          typeof one === 'object' && one !== null && 'data' in one && 'type' in one && one.type === type,
      )
      expectSameAnswers(schema, fc.constantFrom(...ofType.map(({ data }) => data), {}))
    }
  })
})
