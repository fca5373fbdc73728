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

  it.each([
    { what: 'composed and combining', pair: ['\u00e9', 'e\u0301'], shown: '- "\\u00e9"\n+ "e\\u0301"' },
    { what: 'with what nobody sees', pair: ['a', '\ufeffa\u2028'], shown: '- "a"\n+ "\\ufeffa\\u2028"' },
    { what: 'one with a variant', pair: ['😀\ufe0f', '😀'], shown: '- "\\ud83d\\ude00\\ufe0f"\n+ "\\ud83d\\ude00"' },
  ])('that differ and look the same are escaped: $what', ({ pair: [expected, actual], shown }) => {
    expect(() => assertSame('the text', expected, actual)).toThrow(`the text\n${shown}`)
  })

  it('that look different are shown as they are', () => {
    expect(() => assertSame('the text', '联席会议 é', '联席会议 e')).toThrow('the text\n- "联席会议 é"\n+ "联席会议 e"')
  })

  it('of which one is nothing differ, and are shown as well', () => {
    expect(() => assertSame('the head', undefined, 7)).toThrow('the head\n- undefined\n+ 7')
    expect(() => assertSame('the head', 'undefined', undefined)).toThrow('the head\n- "undefined"\n+ undefined')
  })
})
