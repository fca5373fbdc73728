import { describe, expect, it } from 'vitest'
import { assertSame } from './difference.js'

describe('two values', () => {
  it('that are the same to the byte pass, and nothing is the same as nothing', () => {
    expect(() => assertSame('the head', { b: 1, a: [2] }, { a: [2], b: 1 })).not.toThrow()
    expect(() => assertSame('the head', undefined, undefined)).not.toThrow()
  })

  it('that differ are shown with the line that differs', () => {
    expect(() => assertSame('the seats', { a: 1, b: 2 }, { a: 1, b: 3 })).toThrow(/^the seats\n.*\n-.*2\n\+.*3\n/s)
  })

  it('of which one is nothing differ, and are shown as well', () => {
    expect(() => assertSame('the head', undefined, 7)).toThrow('the head\n- undefined\n+ 7')
    expect(() => assertSame('the head', 'undefined', undefined)).toThrow('the head\n- "undefined"\n+ undefined')
  })
})
