// What a terminal is shown, and how wide it is there.
import { describe, expect, it } from 'vitest'
import { left, printable, right, widest } from './cells.js'

describe('A cell', () => {
  it.each([
    ['\u001b[31mred', String.raw`\u001b[31mred`],
    ['two\nlines\r', String.raw`two\u000alines\u000d`],
    ['\u009b2J', String.raw`\u009b2J`],
    ['\u202egnp.exe', String.raw`\u202egnp.exe`],
    ['\u2066a\u2069\u2028b', String.raw`\u2066a\u2069\u2028b`],
  ])('spells out what a terminal would obey: %j', (text, shown) => {
    expect(printable(text)).toBe(shown)
  })

  it.each(['交警单位', 'Größe', 'می‌خواهم', '👩‍👧', '\\u001b'])('leaves letters as they are: %s', (text) => {
    expect(printable(text)).toBe(text)
  })

  it('is as wide as its letters are on a screen', () => {
    expect([left('单位', 6), right('单位', 6), left('toolong', 3)]).toEqual(['单位  ', '  单位', 'toolong'])
    expect([widest(['单位', 'abc']), widest([])]).toEqual([4, 0])
  })
})
