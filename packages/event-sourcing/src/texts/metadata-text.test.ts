import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { canonicalText } from './canonical.js'
import { metadataSchema } from './metadata.js'
import { metadataReader, metadataText } from './metadata-text.js'
import { parse, tryParse } from '../terms/parse.js'

const actor = z.union([
  z.strictObject({ role: z.enum(['host', 'guest']), name: z.exactOptional(z.string().min(1)) }),
  z.record(z.string(), z.json()),
])
const schema = metadataSchema(actor, actor)
const read = metadataReader(schema)

const anyUuid = fc.uuid({ version: [1, 4, 7, 8] })
const anyInstant = fc
  .date({ min: new Date('0001-01-02'), max: new Date('9998-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString())
const anyActor = fc.record(
  { role: fc.constantFrom('host', 'guest'), name: fc.string({ unit: 'grapheme', minLength: 1 }) },
  { requiredKeys: ['role'] },
)
const fields = {
  causationId: anyUuid,
  commandHash: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
  commandId: anyUuid,
  correlationId: anyUuid,
  enteredBy: anyActor,
  occurredAt: anyInstant,
  recordedAt: anyInstant,
  schemaVersion: fc.integer({ min: 1, max: 100 }),
}
const requiredKeys = ['actor', 'commandHash', 'commandId', 'occurredAt', 'recordedAt', 'schemaVersion'] as const
const anyMetadata = fc.record({ actor: anyActor, ...fields }, { requiredKeys: [...requiredKeys] })
/** Who acts is written as metadata are: the parts are then found more than once. */
const nested = fc.record({ actor: anyMetadata, ...fields }, { requiredKeys: [...requiredKeys] })

/** What JSON and the schema say of a text; undefined where they refuse it. */
function bySchema(text: string): unknown {
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch {
    return undefined
  }
  const parsed = tryParse(schema, input)
  return parsed.ok ? parsed.value : undefined
}

const about = {
  actor: { role: 'guest', name: 'ann' },
  commandHash: '0'.repeat(64),
  commandId: '00000000-0000-4000-8000-000000000001',
  occurredAt: '2018-03-01T09:00:00.000Z',
  recordedAt: '2018-03-01T09:00:00.000Z',
  schemaVersion: 1,
}
const simple = canonicalText(about)

const isLeapDay = (at: string): boolean => at.slice(4, 10) === '-02-29'

describe('metadata in the spelling they are written in', () => {
  it('are read as their schema reads them, field by field in the same order', () => {
    fc.assert(
      fc.property(anyMetadata, (any) => {
        fc.pre(!isLeapDay(any.occurredAt) && !isLeapDay(any.recordedAt))
        const text = canonicalText(any)
        const value = read(text)
        expect(value).toEqual(any)
        expect(JSON.stringify(value)).toBe(JSON.stringify(bySchema(text)))
      }),
    )
  })
  it('share who acted, which nobody may change', () => {
    const [one, other] = [read(canonicalText(about)), read(canonicalText({ ...about, schemaVersion: 2 }))]
    expect(one?.actor).toEqual(about.actor)
    expect(other?.actor).toBe(one?.actor)
    expect(Object.isFrozen(one?.actor)).toBe(true)
    expect(read(canonicalText({ ...about, actor: { role: 'waiter' } }))?.actor).toEqual({ role: 'waiter' })
  })
  it('are known in more spellings of who acted than are held', () => {
    const guests = Array.from({ length: 2500 }, (_, guest) => ({ role: 'guest', name: `guest ${guest % 1250}` }))
    expect(guests.map((guest) => read(canonicalText({ ...about, actor: guest }))?.actor)).toEqual(guests)
  })
})

describe('the text of metadata', () => {
  it('is their canonical text', () => {
    fc.assert(
      fc.property(fc.oneof(anyMetadata, nested), (any) => {
        expect(metadataText(parse(schema, any, 'metadata'))).toBe(canonicalText(any))
      }),
    )
  })
  it('is none where a schema lets through that nobody entered it', () => {
    const lax = metadataSchema(z.unknown(), z.unknown())
    expect(() => metadataText(parse(lax, { ...about, enteredBy: undefined }, 'metadata'))).toThrow(
      expect.objectContaining({ code: 'invalid-input', details: expect.objectContaining({ path: 'enteredBy' }) }),
    )
  })
  it.each(['actor', 'enteredBy'])('tells what of %s JSON would not keep by its path within them', (field) => {
    const cut = { ...about, enteredBy: {}, [field]: { name: 'a\ud83d' } }
    expect(() => metadataText(parse(schema, cut, 'metadata'))).toThrow(
      expect.objectContaining({ code: 'invalid-input', details: expect.objectContaining({ path: `${field}.name` }) }),
    )
  })
})

describe('any other text', () => {
  const piece = fc.constantFrom('"', '{', '}', ':', ',', '0', '9', 'a', 'A', '-', 'Z', ' ', '\\', '\n', 'é', '1e1', '')
  const span = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 40 }), piece)

  it('is left to the schema, or is read as the schema reads it', () => {
    fc.assert(
      fc.property(fc.oneof(anyMetadata, nested), fc.array(span, { maxLength: 2 }), (any, changes) => {
        const text = changes.reduce((sound, [place, length, put]) => {
          const at = Math.floor(place * sound.length)
          return sound.slice(0, at) + put + sound.slice(at + length)
        }, canonicalText(any))
        const value = read(text)
        if (value !== undefined) expect(value).toEqual(bySchema(text))
      }),
      { numRuns: 1000 },
    )
  })
  it('is left to the schema where it refuses who acted', () => {
    const host = { role: 'host' }
    expect(read(canonicalText({ ...about, actor: host, enteredBy: host }))).toBeDefined()
    expect(read(canonicalText({ ...about, actor: 'host', enteredBy: host }))).toBeUndefined()
    expect(read(canonicalText({ ...about, actor: host, enteredBy: 'host' }))).toBeUndefined()
  })
  it.each([
    ['a version of nothing', '"schemaVersion":1', '"schemaVersion":0'],
    ['a version that begins with nothing', '"schemaVersion":1', '"schemaVersion":01'],
    ['a version below nothing', '"schemaVersion":1', '"schemaVersion":-1'],
    ['a part of a version', '"schemaVersion":1', '"schemaVersion":1.5'],
    ['a version beyond what can be counted', '"schemaVersion":1', '"schemaVersion":10000000000000000'],
    ['a version that is a text', '"schemaVersion":1', '"schemaVersion":"1"'],
    ['a hash cut short', '0"', '"'],
    ['a hash too long', '0"', '00"'],
    ['a hash in upper case', '0"', 'A"'],
    ['an id in upper case', '-8000-', '-A000-'],
    ['an id of no kind', '-4000-', '-0000-'],
    ['a day that is none', '03-01', '02-30'],
    ['a year in which time zones differ', '2018', '9999'],
    ['a field too many', ',"occurredAt"', ',"note":"","occurredAt"'],
    ['a field too few', ',"commandId":"00000000-0000-4000-8000-000000000001"', ''],
    ['more behind its end', '1}', '1}}'],
  ])('is left to the schema that refuses it: %s', (_what, sound, faulty) => {
    expect(read(simple)).toBeDefined()
    const text = simple.replace(sound, faulty)
    expect(text).not.toBe(simple)
    expect(read(text)).toBeUndefined()
    expect(bySchema(text)).toBeUndefined()
  })
  it('is left to the schema at once, however long it is', () => {
    for (const text of [simple.repeat(2000), `{"actor":${'{"a":'.repeat(100_000)}`, '', '{}', `${simple}\n`])
      expect(read(text)).toBeUndefined()
  })
})
