// What stands in stores, as JSON Schemas: for every event one for each version there ever was. What is listed never changes.
import { eventSchemas, upcasters } from '@lianxi/alliance'
import { canonicalText, schemaVersion, type Schema, type Upcasters } from '@lianxi/event-sourcing'
import { z } from 'zod'

/** Event name → version → JSON Schema. */
type StoredSchemas = Readonly<Record<string, Readonly<Record<string, unknown>>>>

export interface Model {
  readonly events: Readonly<Record<string, Schema>>
  readonly upcasters: Upcasters
}

const listed = z.record(z.string(), z.record(z.string(), z.unknown()))

/** What a schema admits, without what it is called, and in one order. */
function jsonSchema(schema: Schema): unknown {
  const shape = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    io: 'input',
    override: ({ jsonSchema: part }) => {
      part.required?.sort()
      for (const word of ['zh', 'en', 'title', 'description', '$schema']) delete part[word]
    },
  })
  delete shape.$schema
  return JSON.parse(canonicalText(JSON.parse(JSON.stringify(shape))))
}

interface Listing {
  readonly type: string
  readonly today: unknown
  readonly version: number
  /** What is listed already, by version. */
  readonly before: Readonly<Record<string, unknown>>
}

/** The versions of one event, today's included. Throws where one that is listed would no longer be read. */
function versionsOf({ type, today, version, before }: Listing): Readonly<Record<string, unknown>> {
  if (Object.hasOwn(before, version) && canonicalText(before[version]) !== canonicalText(today)) {
    const next = `an upcaster makes it version ${version + 1}`
    throw new Error(`the schema of ${type} changed, and stores hold events of its version ${version}: ${next}`)
  }
  const newer = Object.keys(before).find((listedVersion) => Number(listedVersion) > version)
  if (newer !== undefined) throw new Error(`${type} was at version ${newer}, and an upcaster of it is gone: keep it`)
  return { ...before, [version]: today }
}

/** The list with today's schemas added. Throws where the model would no longer read what was stored under it. */
export function renderStoredSchemas(page: string, model: Model = { events: eventSchemas, upcasters }): string {
  const before: StoredSchemas = page === '' ? {} : listed.parse(JSON.parse(page))
  const gone = Object.keys(before).find((type) => !Object.hasOwn(model.events, type))
  if (gone !== undefined) throw new Error(`${gone} was removed, and stores hold events of it: keep its schema`)
  const after = Object.entries(model.events).map(([type, schema]) => {
    const version = schemaVersion(model.upcasters, type)
    return [type, versionsOf({ type, today: jsonSchema(schema), version, before: before[type] ?? {} })] as const
  })
  const inOrder = after.toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `${JSON.stringify(Object.fromEntries(inOrder), null, 2)}\n`
}
