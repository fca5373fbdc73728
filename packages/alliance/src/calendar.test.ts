import { instant } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarDate, calendarMonth, dateOf, endOfDate, instantAt, monthOf, timeZone } from './calendar.js'

const shanghai = timeZone.parse('Asia/Shanghai')
const newYork = timeZone.parse('America/New_York')
const at = (text: string) => instant.parse(text)
const on = (text: string) => calendarDate.parse(text)

const anyInstant = fc
  .date({ min: new Date('1995-01-01T00:00:00.000Z'), max: new Date('2099-12-31T23:59:59.999Z'), noInvalidDate: true })
  .map((date) => at(date.toISOString()))
const anyZone = fc.constantFrom(
  shanghai,
  newYork,
  ...['Australia/Lord_Howe', 'Pacific/Apia'].map((name) => timeZone.parse(name)),
)

describe('how a date is written', () => {
  it.each(['2018-03-02', '2020-02-29', '2000-02-29', '2018-12-31'])('%s is a date', (date) => {
    expect(calendarDate.parse(date)).toBe(date)
  })
  it.each([
    '2019-02-29',
    '1900-02-29',
    '2018-04-31',
    '2018-13-01',
    '2018-00-10',
    '2018-01-00',
    '2018-1-1',
    '18-01-01',
    '2018/01/01',
    '2018-01-01T00:00:00.000Z',
    ' 2018-01-01',
    '',
  ])('%j is refused', (date) => {
    const [issue] = calendarDate.safeParse(date).error?.issues ?? []
    expect(issue?.message).toBe('a date is a day of the calendar, written YYYY-MM-DD')
  })
  it('a month is one of twelve', () => {
    const months = ['2018-01', '2018-12', '2018-00', '2018-13', '2018-1', '2018-01-01', '2018']
    expect(months.filter((month) => calendarMonth.safeParse(month).success)).toEqual(['2018-01', '2018-12'])
  })
  it('a time zone is one that exists, by its name', () => {
    const names = ['Asia/Shanghai', 'America/New_York', 'UTC', 'Asia/Xiyuan', '+08:00', 'Asia', '', 'Asia/Shanghai ']
    expect(names.filter((name) => timeZone.safeParse(name).success)).toEqual(names.slice(0, 3))
  })
})

describe('in Shanghai, eight hours ahead all year', () => {
  it.each([
    ['2018-03-02T15:59:59.999Z', '2018-03-02'],
    ['2018-03-02T16:00:00.000Z', '2018-03-03'],
    ['2018-12-31T15:59:59.999Z', '2018-12-31'],
    ['2018-12-31T16:00:00.000Z', '2019-01-01'],
    ['2020-02-28T16:00:00.000Z', '2020-02-29'],
    ['2020-02-29T16:00:00.000Z', '2020-03-01'],
  ])('%s falls on %s', (text, date) => {
    expect(dateOf(at(text), shanghai)).toBe(date)
  })
  it('a month ends when its last day does', () => {
    expect(monthOf(at('2018-02-28T15:59:59.999Z'), shanghai)).toBe('2018-02')
    expect(monthOf(at('2018-02-28T16:00:00.000Z'), shanghai)).toBe('2018-03')
    expect(monthOf(at('2018-12-31T16:00:00.000Z'), shanghai)).toBe('2019-01')
  })
  it.each([
    ['2018-03-02', '2018-03-02T15:59:59.999Z'],
    ['2018-12-31', '2018-12-31T15:59:59.999Z'],
    ['2020-02-29', '2020-02-29T15:59:59.999Z'],
    ['2019-02-28', '2019-02-28T15:59:59.999Z'],
  ])('%s ends at %s', (date, text) => {
    expect(endOfDate(on(date), shanghai)).toBe(text)
  })
})

describe('in New York, where clocks change', () => {
  it.each([
    // clocks go forward at 02:00, the day has 23 hours
    ['2018-03-10', '2018-03-11T04:59:59.999Z'],
    ['2018-03-11', '2018-03-12T03:59:59.999Z'],
    // clocks go back at 02:00, the day has 25 hours
    ['2018-11-03', '2018-11-04T03:59:59.999Z'],
    ['2018-11-04', '2018-11-05T04:59:59.999Z'],
    ['2020-02-29', '2020-03-01T04:59:59.999Z'],
  ])('%s ends at %s', (date, text) => {
    expect(endOfDate(on(date), newYork)).toBe(text)
  })
  it('both hours that the clock shows twice fall on the day of the change', () => {
    expect(dateOf(at('2018-11-04T05:30:00.000Z'), newYork)).toBe('2018-11-04')
    expect(dateOf(at('2018-11-04T06:30:00.000Z'), newYork)).toBe('2018-11-04')
  })
  it('one instant has a date here and another there', () => {
    const morning = at('2018-03-02T01:00:00.000Z')
    expect([dateOf(morning, shanghai), dateOf(morning, newYork)]).toEqual(['2018-03-02', '2018-03-01'])
    expect([
      monthOf(at('2018-03-01T01:00:00.000Z'), shanghai),
      monthOf(at('2018-03-01T01:00:00.000Z'), newYork),
    ]).toEqual(['2018-03', '2018-02'])
  })
})

describe('in any zone', () => {
  it('a date ends where the next one begins, though that has no midnight', () => {
    const saoPaulo = timeZone.parse('America/Sao_Paulo')
    expect(endOfDate(on('2018-11-03'), saoPaulo)).toBe('2018-11-04T02:59:59.999Z')
    expect(dateOf(at('2018-11-04T03:00:00.000Z'), saoPaulo)).toBe('2018-11-04')
  })
  it('the end of a date belongs to it, and the next millisecond to a later one', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (moment, zone) => {
        const date = dateOf(moment, zone)
        const end = endOfDate(date, zone)
        expect(instant.safeParse(end).success).toBe(true)
        expect(calendarDate.safeParse(date).success).toBe(true)
        expect(moment <= end).toBe(true)
        expect(dateOf(end, zone)).toBe(date)
        expect(dateOf(at(new Date(Date.parse(end) + 1).toISOString()), zone) > date).toBe(true)
      }),
    )
  })
})

describe('a time on the clock', () => {
  it.each([
    ['2018-03-02T09:30', 'Asia/Shanghai', '2018-03-02T01:30:00.000Z'],
    ['2018-03-11T03:00', 'America/New_York', '2018-03-11T07:00:00.000Z'],
    ['2018-11-04T00:59', 'America/New_York', '2018-11-04T04:59:00.000Z'],
    ['2018-07-01T12:00', 'Asia/Kathmandu', '2018-07-01T06:15:00.000Z'],
  ])('%s in %s is %s', (local, zone, expected) => {
    expect(instantAt(local, zone)).toBe(expected)
  })
  it.each([
    ['2018-03-11T02:30', 'America/New_York'],
    ['2018-11-04T01:30', 'America/New_York'],
    ['2018-03-02T09:30:00', 'Asia/Shanghai'],
    ['2018-03-02 09:30', 'Asia/Shanghai'],
    ['2018-02-30T09:30', 'Asia/Shanghai'],
    ['2018-03-02T09:30', 'Asia/Kunming'],
  ])('%s in %s is none, or not one alone', (local, zone) => {
    expect(() => instantAt(local, zone)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })
})
