import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { charter, charterPresets, quorumNeeded, reaches, share, type Share } from './charter.js'

const majority: Share = { numerator: 1, denominator: 2, strictly: true }
const half: Share = { numerator: 1, denominator: 2, strictly: false }
const twoThirds: Share = { numerator: 2, denominator: 3, strictly: false }

describe('a quorum', () => {
  it.each([
    { asked: twoThirds, entitled: 14, needed: 10 },
    { asked: twoThirds, entitled: 15, needed: 10 },
    { asked: twoThirds, entitled: 16, needed: 11 },
    { asked: majority, entitled: 14, needed: 8 },
    { asked: majority, entitled: 15, needed: 8 },
    { asked: half, entitled: 14, needed: 7 },
    { asked: half, entitled: 15, needed: 8 },
  ])('of $asked of $entitled units is $needed', ({ asked, entitled, needed }) => {
    expect(quorumNeeded({ kind: 'share', share: asked }, entitled)).toBe(needed)
  })
  it('of a number of heads is that number, however many are entitled', () => {
    expect(quorumNeeded({ kind: 'heads', count: 9 }, 15)).toBe(9)
    expect(quorumNeeded({ kind: 'heads', count: 9 }, 3)).toBe(9)
  })
  it('that no rule asks for is there when nobody came', () => {
    expect(quorumNeeded({ kind: 'none' }, 15)).toBe(0)
  })
  it('of a share is the least count that reaches it', () => {
    const anyCount = fc.integer({ min: 1, max: 1_000_000 })
    const anyShare = fc.oneof(
      fc.record({ numerator: anyCount, denominator: anyCount, strictly: fc.boolean() }),
      fc.record({
        numerator: fc.integer({ min: 1, max: 4 }),
        denominator: fc.integer({ min: 1, max: 4 }),
        strictly: fc.boolean(),
      }),
    )
    const anyNumber = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 1_000_000 }))
    fc.assert(
      fc.property(anyShare, anyNumber, (asked, entitled) => {
        const needed = quorumNeeded({ kind: 'share', share: asked }, entitled)
        expect(reaches(asked, needed, entitled)).toBe(true)
        if (needed > 0) expect(reaches(asked, needed - 1, entitled)).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a share', () => {
  it('is reached at the fraction itself, unless strictly more is asked', () => {
    expect(reaches(half, 5, 10)).toBe(true)
    expect(reaches(majority, 5, 10)).toBe(false)
    expect(reaches(majority, 6, 10)).toBe(true)
  })
  it('of those present and a share of the votes cast are two questions: 7-4-2 has the first, 2-1-10 the second', () => {
    expect([reaches(majority, 7, 13), reaches(twoThirds, 7, 11)]).toEqual([true, false])
    expect([reaches(majority, 2, 13), reaches(twoThirds, 2, 3)]).toEqual([false, true])
  })
  it('is compared in integers: two thirds are not rounded', () => {
    expect(reaches(twoThirds, 666_666, 1_000_000)).toBe(false)
    expect(reaches(twoThirds, 666_667, 1_000_000)).toBe(true)
  })
  it('is at most the whole, and strictly more is asked of a part only', () => {
    const fits = (numerator: number, denominator: number, strictly: boolean) =>
      share.safeParse({ numerator, denominator, strictly }).success
    expect([fits(3, 2, false), fits(3, 2, true), fits(1, 1, true)]).toEqual([false, false, false])
    expect([fits(1, 1, false), fits(999_999, 1_000_000, true)]).toEqual([true, true])
  })
  it('has no zero in it', () => {
    expect(share.safeParse({ numerator: 0, denominator: 3, strictly: false }).success).toBe(false)
    expect(share.safeParse({ numerator: 2, denominator: 0, strictly: false }).success).toBe(false)
  })
})

describe('the charters that alliances start from', () => {
  it.each(Object.entries(charterPresets))('%s is a charter', (_, preset) => {
    expect(charter.parse(preset)).toEqual(preset)
  })
})
