import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, instantText } from './instant.js'

describe('an instant', () => {
  it('has one spelling, whose order as text is the order in time', () => {
    const any = fc.date({
      min: new Date('0001-01-02T00:00:00.000Z'),
      max: new Date('9998-12-30T23:59:59.999Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(any, any, (one, other) => {
        const [a, b] = [instant.parse(one.toISOString()), instant.parse(other.toISOString())]
        expect(a < b).toBe(one.getTime() < other.getTime())
      }),
    )
  })
  it('may be the leap day of a leap year', () => {
    expect(instant.safeParse('2000-02-29T00:00:00.000Z').success).toBe(true)
    expect(instant.safeParse('1900-02-29T00:00:00.000Z').success).toBe(false)
  })
  it('lies in a year that every time zone can write with four digits', () => {
    const edges = ['0001-01-02T00:00:00.000Z', '9998-12-30T23:59:59.999Z']
    const beyond = [
      '0000-12-31T23:59:59.999Z',
      '0001-01-01T23:59:59.999Z',
      '9998-12-31T00:00:00.000Z',
      '9999-01-01T00:00:00.000Z',
    ]
    expect(edges.filter((edge) => !instant.safeParse(edge).success)).toEqual([])
    expect(beyond.filter((edge) => instant.safeParse(edge).success)).toEqual([])
  })
  it.each([
    '2018-03-01T09:00:00Z',
    '2018-03-01T09:00:00.0Z',
    '2018-03-01T09:00:00.000000Z',
    '2018-03-01T09:00Z',
    '2018-03-01',
    '2018-03-01 09:00:00.000Z',
    '2018-03-01T09:00:00.000',
    '2018-03-01T09:00:00.000+08:00',
    '2018-03-01T09:00:00.000+00:00',
    '2018-03-01T09:00:00.000z',
    '2018-03-01t09:00:00.000Z',
    '2018-02-30T09:00:00.000Z',
    '2018-13-01T09:00:00.000Z',
    '2018-03-01T24:00:00.000Z',
    '2018-03-01T23:59:60.000Z',
    '+012018-03-01T09:00:00.000Z',
    '２018-03-01T09:00:00.000Z',
    ' 2018-03-01T09:00:00.000Z',
    '2018-03-01T09:00:00.000Z\n',
    '',
    1519894800000,
    new Date(0),
    null,
  ])('is not written %j', (spelling) => {
    const parsed = instant.safeParse(spelling)
    expect(parsed.success).toBe(false)
    if (typeof spelling === 'string')
      expect(parsed.error?.issues[0]?.message).toBe(
        'an instant is of a day of the calendar, written YYYY-MM-DDTHH:mm:ss.sssZ',
      )
  })
})

describe('the expression for most instants', () => {
  const expression = new RegExp(`^${instantText}$`)
  const two = (number: number): string => String(number).padStart(2, '0')
  const agrees = (text: string): boolean =>
    expression.test(text) === (instant.safeParse(text).success && !text.includes('-02-29'))

  it('admits each day of the calendar but the leap day, and no other', () => {
    const days = ['0000', '0001', '1900', '2000', '2018', '2020', '9998', '9999'].flatMap((year) =>
      Array.from({ length: 20 * 40 }, (_, day) => `${year}-${two(Math.floor(day / 40))}-${two(day % 40)}`),
    )
    expect(days.map((day) => `${day}T09:00:00.000Z`).filter((text) => !agrees(text))).toEqual([])
  })
  it('admits each time of a day, and no other', () => {
    const times = Array.from({ length: 100 }, (_, part) => two(part)).flatMap((part) => [
      `${part}:00:00.000`,
      `23:${part}:59.999`,
      `00:59:${part}.001`,
      `12:30:30.${part}`,
      `12:30:30.${part}0`,
    ])
    expect(times.map((time) => `2018-03-01T${time}Z`).filter((text) => !agrees(text))).toEqual([])
  })
})
