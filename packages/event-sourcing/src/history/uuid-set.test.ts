import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uuidSet } from './uuid-set.js'

describe('a set of UUIDs', () => {
  it('takes each in once, as a set of texts does, however many there are', () => {
    // few enough of them that the same comes again
    const id = fc
      .tuple(fc.uuid(), fc.nat(3))
      .map(([uuid, more]) => (more === 0 ? uuid : `${uuid.slice(0, 14)}4000-8000-00000000000${more}`))
    fc.assert(
      fc.property(fc.array(id, { maxLength: 3_000, size: 'max' }), (ids) => {
        const [ours, texts] = [uuidSet(), new Set<string>()]
        for (const each of [...ids, ...ids]) {
          const isNew = !texts.has(each)
          texts.add(each)
          expect(ours.add(each)).toBe(isNew)
        }
      }),
      { numRuns: 8 },
    )
  })
  it('tells ids apart that differ in any one digit', () => {
    const id = '6ba7b810-9dad-41d1-80b4-00c04fd430c8'
    const others = [...id].flatMap((digit, at) =>
      digit === '-' || at === 14 ? [] : [`${id.slice(0, at)}${digit === '0' ? '1' : '0'}${id.slice(at + 1)}`],
    )
    const ids = uuidSet()
    expect([id, ...others].map((each) => ids.add(each))).toEqual([id, ...others].map(() => true))
    expect([id, ...others].map((each) => ids.add(each))).toEqual([id, ...others].map(() => false))
  })
})
