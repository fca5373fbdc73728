import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uuid, uuidText } from './uuid.js'

const expression = new RegExp(`^${uuidText}$`)

describe('a UUID', () => {
  it('is written in lower case', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(uuid.safeParse(id).success).toBe(true)
        expect(expression.test(id)).toBe(true)
        const upper = id.toUpperCase()
        expect(uuid.safeParse(upper).success).toBe(upper === id)
        expect(expression.test(upper)).toBe(upper === id)
      }),
    )
  })
  it('is what the expression for most UUIDs admits', () => {
    const character = fc.constantFrom(...'0189abcfgAF-')
    const [sound = ''] = fc.sample(fc.uuid(), { seed: 1, numRuns: 1 })
    fc.assert(
      fc.property(fc.nat({ max: 36 }), character, (at, put) => {
        const text = `${sound.slice(0, at)}${put}${sound.slice(at + 1)}`
        expect(expression.test(text)).toBe(uuid.safeParse(text).success)
      }),
      { numRuns: 500 },
    )
  })
})
