import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOrZero, atMost, isSameQuantity, isZero, measure, minus, plus, quantity } from './quantity.js'

const hours = (value: unknown) => ({ value, unit: 'HUR' })

/** Amounts of up to 15 digits and 6 decimals, from their millionths. */
const anyAmount = fc
  .bigInt({ min: 0n, max: 10n ** 21n - 1n })
  .map((millionths) => ({ millionths, text: spelt(millionths) }))

function spelt(millionths: bigint): string {
  const [whole, part] = [millionths / 1_000_000n, millionths % 1_000_000n]
  const decimals = part.toString().padStart(6, '0').replace(/0+$/, '')
  return decimals === '' ? whole.toString() : `${whole}.${decimals}`
}

describe('how an amount is written', () => {
  it.each(['1', '10', '1.5', '0.5', '0.000001', '532', '999999999999999.999999'])(
    '%s is its shortest spelling',
    (value) => {
      expect(quantity.parse(hours(value))).toEqual(hours(value))
    },
  )
  it.each([
    '1.50',
    '1.0',
    '01',
    '.5',
    '5.',
    '+1',
    '1e3',
    ' 1',
    '1\n',
    '1,5',
    '1_000',
    '١',
    '',
    'NaN',
    'Infinity',
    '0x1',
  ])('%j is refused', (value) => {
    expect(quantity.safeParse(hours(value)).success).toBe(false)
    expect(amountOrZero.safeParse(value).success).toBe(false)
  })
  it.each(['0', '-1', '-0', '0.0', '0.0000001', '1.0000001', '1000000000000000'])(
    '%s is no amount that one gives',
    (value) => {
      expect(quantity.safeParse(hours(value)).success).toBe(false)
    },
  )
  it('a number is refused, since a float may stand behind it', () => {
    expect(quantity.safeParse(hours(1.5)).success).toBe(false)
  })
  it('a sum may be zero, in one spelling', () => {
    expect(['0', '-0', '00', '0.0', '-1'].filter((value) => amountOrZero.safeParse(value).success)).toEqual(['0'])
  })
  it('quantities are the same in amount and measure', () => {
    const one = quantity.parse(hours('1.5'))
    expect(isSameQuantity(one, quantity.parse(hours('1.5')))).toBe(true)
    expect(isSameQuantity(one, quantity.parse(hours('1.6')))).toBe(false)
    expect(isSameQuantity(one, quantity.parse({ value: '1.5', unit: 'DAY' }))).toBe(false)
  })
})

describe('what amounts are counted in', () => {
  it.each(['HUR', 'H87', 'C62', 'CNY', 'MTK', 'x:parkingSpace', 'x:personHour'])('%s is a unit of measure', (code) => {
    expect(measure.safeParse(code).success).toBe(true)
  })
  it.each(['hour', 'H', 'HOUR', 'parkingSpace', 'x:', 'x:Parking', 'x:parking space', 'X:parking', '¥', ''])(
    '%j is none',
    (code) => {
      expect(measure.safeParse(code).success).toBe(false)
    },
  )
  it.each(['x:车位', 'x:che-wei'])('who writes %s is told how one of their own is written', (code) => {
    expect(measure.safeParse(code).error?.issues[0]?.message).toBe(
      'a unit of measure is 2 or 3 capitals or digits, such as HUR or CNY, ' +
        'or one of your own: x: and 1 to 41 ASCII letters or digits, a small letter first, such as x:parkingSpace',
    )
  })
})

describe('sums', () => {
  it('tenths add up, and large amounts keep their cents', () => {
    expect(plus('0.1', '0.2')).toBe('0.3')
    expect(plus('999999999999999.99', '0.01')).toBe('1000000000000000')
    expect(minus('1', '0.999999')).toBe('0.000001')
    expect(minus('1.5', '1.5')).toBe('0')
  })
  it('a sum is exact, and in its shortest spelling', () => {
    fc.assert(
      fc.property(anyAmount, anyAmount, (a, b) => {
        expect(plus(a.text, b.text)).toBe(spelt(a.millionths + b.millionths))
        expect(minus(plus(a.text, b.text), b.text)).toBe(a.text)
      }),
    )
  })
  it('amounts compare as numbers, not as texts', () => {
    expect(atMost('9', '10')).toBe(true)
    expect(atMost('10', '9')).toBe(false)
    fc.assert(
      fc.property(anyAmount, anyAmount, (a, b) => {
        expect(atMost(a.text, b.text)).toBe(a.millionths <= b.millionths)
        expect(isZero(a.text)).toBe(a.millionths === 0n)
        expect(atMost(a.text, a.text)).toBe(true)
      }),
    )
  })
})
