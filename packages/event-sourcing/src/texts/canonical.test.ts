import canonicalize from 'canonicalize'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText } from './canonical.js'
import { hasCode } from '../terms/errors.js'

const awkwardKeys = [
  '__proto__',
  'constructor',
  'toString',
  '',
  '0',
  '9',
  '10',
  '-1',
  '1.5',
  'ä',
  '\u{1F600}',
  '\uFB33',
  '€',
  '"',
  '\n',
  '\u2028',
]
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
      fc.integer(),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
    ),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom(...awkwardKeys), fc.nat().map(String), fc.string({ unit: 'binary' })),
      tie('json'),
      { maxKeys: 6 },
    ),
  ),
}))

/** The path and reason that a value is refused with; undefined where it is not. */
function refusal(value: unknown): { readonly path: string; readonly reason: string } | undefined {
  try {
    canonicalText(value)
    return undefined
  } catch (error) {
    if (hasCode(error, 'invalid-input')) return { path: error.details.path, reason: error.details.reason }
    throw error
  }
}

/** Over generated values, with the law's own words where it fails. */
function forAnyJson(law: (value: unknown) => void): void {
  fc.assert(
    fc.property(json, (value) => {
      law(value)
    }),
    { numRuns: 500 },
  )
}

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toReversed()
  return Object.fromEntries(entries.map(([key, inner]) => [key, turned(inner)]))
}

describe('one text for one value', () => {
  it('is the text that a kept RFC 8785 library writes', () => {
    forAnyJson((value) => expect(canonicalText(value)).toBe(canonicalize(value)))
  })
  it('reads back as the same value', () => {
    forAnyJson((value) => expect(canonicalize(JSON.parse(canonicalText(value)))).toBe(canonicalize(value)))
    const value = { rows: [{ seat: '1', taken: true, by: null }, 2.5, 'ä'], '9': {}, '10': [] }
    expect(JSON.parse(canonicalText(value))).toEqual(value)
  })
  it('is the same in whatever order the keys were written', () => {
    forAnyJson((value) => expect(canonicalText(turned(value))).toBe(canonicalText(value)))
  })
  it('orders keys by their UTF-16 units, as RFC 8785 section 3.2.3 shows', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1F600}', '\u0080', '\u00f6']
    const text = canonicalText(Object.fromEntries(keys.map((key) => [key, 0])))
    expect(Object.keys(JSON.parse(text)).filter((key) => key !== '1')).toEqual([
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\u{1F600}',
      '\ufb33',
    ])
    expect(text).toBe('{"\\r":0,"1":0,"\u0080":0,"\u00f6":0,"\u20ac":0,"\u{1F600}":0,"\ufb33":0}')
  })
  it('orders few keys and many alike', () => {
    for (const count of [2, 31, 32, 33, 100]) {
      const keys = Array.from({ length: count }, (_, index) => `k${String((index * 37) % 101).padStart(3, '0')}`)
      const text = canonicalText(Object.fromEntries(keys.map((key) => [key, 0])))
      expect(text).toBe(`{${keys.toSorted().map((key) => `"${key}":0`)}}`)
    }
  })
  it('orders keys that look like integers as texts', () => {
    expect(canonicalText({ 9: 'a', 10: 'b', x: { 2: 0, 11: 0 } })).toBe('{"10":"b","9":"a","x":{"11":0,"2":0}}')
  })
  it('keeps a key called __proto__', () => {
    expect(canonicalText(JSON.parse('{"b":1,"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1},"b":1}')
    expect(canonicalText(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}')
  })
})

describe('what JSON would not keep', () => {
  class Seat {
    readonly number = 1
  }
  const unkeepable: readonly (readonly [string, unknown])[] = [
    ['-0', -0],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['undefined', undefined],
    ['a BigInt', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('seat')],
    ['a lone high surrogate', 'a\ud83d'],
    ['a lone low surrogate', '\ude00b'],
    ['a date', new Date(0)],
    ['a map', new Map([['a', 1]])],
    ['a set', new Set([1])],
    ['bytes', new Uint8Array(2)],
    ['an instance of a class', new Seat()],
    ['a boxed number', Object(1)],
    ['an object that says its own JSON', { toJSON: () => 'anything' }],
    ['an object with a symbol key', { [Symbol('seat')]: 1 }],
    ['an array with a field beside its elements', Object.assign([1], { extra: 1 })],
    ['an array with a symbol key', Object.assign([1], { [Symbol('seat')]: 1 })],
    [
      'an array that says its own JSON',
      new (class extends Array {
        toJSON() {
          return 'anything'
        }
      })(),
    ],
  ]

  it.each(unkeepable)('%s is refused where it stands', (_name, value) => {
    expect(refusal(value)?.path).toBe('')
    expect(refusal({ hall: { rows: [1, value] } })?.path).toBe('hall.rows.1')
    expect(refusal([[{ 'a key': value }]])?.path).toBe('0.0.a key')
  })
  it('a hole in an array is refused by its index', () => {
    // oxlint-disable-next-line no-sparse-arrays
    expect(refusal({ rows: [1, , 3] })).toEqual({ path: 'rows.1', reason: 'undefined is not kept by JSON' })
    expect(refusal({ rows: Object.assign([], { length: 2 }) })?.path).toBe('rows.0')
  })
  it('a lone surrogate in a key is refused by that key', () => {
    expect(refusal({ hall: { 'a\ud83d': 1 } })).toEqual({
      path: 'hall.a\ud83d',
      reason: 'a lone surrogate is not kept by JSON',
    })
  })
  it('a value that holds itself is refused, and so is one nested past 200', () => {
    const self: Record<string, unknown> = {}
    self['self'] = self
    expect(refusal(self)?.reason).toMatch(/holds itself/)
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
    expect(refusal(nested(200))).toBeUndefined()
    expect(refusal(nested(201))?.path).toBe(Array.from({ length: 200 }, () => 0).join('.'))
  })
  it('the same object in two places is no circle', () => {
    const row = { seats: 3 }
    expect(canonicalText([row, row])).toBe('[{"seats":3},{"seats":3}]')
  })
})
