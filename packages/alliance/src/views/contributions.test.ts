import { eventBuilder, type DeepReadonly } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeZone } from '../calendar.js'
import { adjourned } from '../meeting/meeting.controls.js'
import { events as membershipEvents } from '../membership/events.js'
import { founding, hospitalAdmitted } from '../membership/membership.controls.js'
import { guardingReported, hours } from '../pledge/pledge.controls.js'
import { hospital, kaiyuan, school } from '../testing/cast.js'
import {
  after,
  april,
  inAlliance,
  inMeeting,
  june,
  march,
  may,
  ofPledge,
  type Happened,
} from '../testing/test-happened.js'
import { figurePaths, figuresOf, type Contributions } from './contributions.js'
import { noFigures, type Period } from './figures.js'

const membership = eventBuilder(membershipEvents)

function monthsOf(state: Contributions, unitId: keyof Contributions['units']): readonly string[] {
  return Object.keys(state.units[unitId]?.months ?? {}).toSorted()
}

describe('the months of a unit', () => {
  it("begin when the month begins where the alliance is: half past midnight in Shanghai on the 1st of March is March's", () => {
    const state = after(inMeeting('2018-02-28T16:30:00.000Z', adjourned))
    expect(monthsOf(state, hospital)).toEqual(['2018-03'])
  })
  it('end when the month ends there: the last millisecond of February is still its own', () => {
    const state = after(inMeeting('2018-02-28T15:59:59.999Z', adjourned))
    expect(monthsOf(state, hospital)).toEqual(['2018-02'])
  })
  it('go by the zone that the alliance was founded with', () => {
    const utc = { ...founding, data: { ...founding.data, timeZone: timeZone.parse('UTC') } }
    const at = '2018-02-28T16:30:00.000Z'
    const state = after(inAlliance(at, utc), inMeeting(at, adjourned))
    expect(state.timeZone).toBe('UTC')
    expect(monthsOf(state, hospital)).toEqual(['2018-02'])
  })
  it('go by when it happened, not by when it was entered', () => {
    expect(monthsOf(after(inMeeting(march, adjourned)), hospital)).toEqual(['2018-03'])
  })
  it('are there only where there is something to count', () => {
    const state = after(inMeeting(march, adjourned), inMeeting(june, adjourned))
    expect(monthsOf(state, hospital)).toEqual(['2018-03', '2018-06'])
  })
})

describe('the units', () => {
  it('are listed from their admission, under code and name, without figures', () => {
    expect(after(inAlliance(march, hospitalAdmitted)).units).toEqual({
      [hospital]: { code: 'U02', name: 'hospital unit', months: {} },
    })
  })
  it('keep what they contributed when they are renamed', () => {
    const renamed = membership('UnitRenamed', { unitId: hospital, name: 'cancer hospital' })
    const state = after(inAlliance(march, hospitalAdmitted), inMeeting(march, adjourned), inAlliance(april, renamed))
    expect(state.units[hospital]).toMatchObject({ code: 'U02', name: 'cancer hospital' })
    expect(figuresOf(state, hospital).meetings.attended).toBe(1)
  })
  it('keep what they contributed when they join again under another code', () => {
    const again = { ...hospitalAdmitted, data: { ...hospitalAdmitted.data, code: 'U17' } }
    const state = after(inAlliance(march, hospitalAdmitted), inMeeting(march, adjourned), inAlliance(may, again))
    expect(state.units[hospital]?.code).toBe('U17')
    expect(figuresOf(state, hospital).meetings.attended).toBe(1)
  })
  it('that nobody heard of have contributed nothing', () => {
    const state = after(inMeeting(march, adjourned))
    expect(figuresOf(state, kaiyuan)).toEqual(noFigures())
    expect(figurePaths(state, { unitId: kaiyuan, figure: ['meetings', 'attended'] })).toEqual([])
  })
})

describe('a period', () => {
  const state = after(
    inMeeting(march, adjourned),
    inMeeting(april, adjourned),
    inMeeting(june, adjourned),
    ofPledge(march, guardingReported),
    ofPledge(june, guardingReported),
  )
  const attended = (period?: Period) => figuresOf(state, hospital, period).meetings.attended

  it('is the sum of its months, the first and the last included', () => {
    expect(attended()).toBe(3)
    expect(attended({ from: '2018-03', to: '2018-04' })).toBe(2)
    expect(attended({ from: '2018-04' })).toBe(2)
    expect(attended({ to: '2018-05' })).toBe(2)
    expect(attended({ from: '2018-05', to: '2018-05' })).toBe(0)
    expect(attended({ from: '2018-06', to: '2018-03' })).toBe(0)
    expect(figuresOf(state, school).resources.delivered).toEqual({ personTime: { HUR: '10' } })
  })
  it('names its figures by their paths, a month each, in order', () => {
    const period = { unitId: hospital, figure: ['meetings', 'attended'], to: '2018-05' } as const
    expect(figurePaths(state, period)).toEqual([
      ['units', hospital, 'months', '2018-03', 'meetings', 'attended'],
      ['units', hospital, 'months', '2018-04', 'meetings', 'attended'],
    ])
    expect(figurePaths(state, { unitId: hospital, figure: [] }).map((path) => path.at(-1))).toEqual([
      '2018-03',
      '2018-04',
      '2018-06',
    ])
  })
  it.each([{ from: '2018-03-01' }, { to: '2018-3' }, { to: '2018' }, { from: '2018-13' }])(
    'is refused where it names what is no month: %j',
    (period) => {
      const refused = expect.objectContaining({
        code: 'invalid-input',
        details: expect.objectContaining({ what: 'period' }),
      })
      expect(() => figuresOf(state, hospital, period)).toThrow(refused)
      expect(() => figurePaths(state, { unitId: hospital, figure: [], ...period })).toThrow(refused)
    },
  )
  it('is asked of a unit by its id, however it is typed', () => {
    const id: string = hospital
    expect(figuresOf(state, id)).toEqual(figuresOf(state, hospital))
    expect(() => figuresOf(state, 'U02')).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })
  it('leads by each of its paths to a figure of that month', () => {
    for (const path of figurePaths(state, { unitId: hospital, figure: ['meetings', 'attended'] }))
      expect(
        path.reduce<unknown>((value, field) => Object.entries(value ?? {}).find(([key]) => key === field)?.[1], state),
      ).toBe(1)
  })
})

const anyStanding = fc.constantFrom('attended', 'excused', 'missed')
const anyAt = fc
  .date({ min: new Date('2018-01-01T00:00:00.000Z'), max: new Date('2019-12-31T00:00:00.000Z'), noInvalidDate: true })
  .map((date) => date.toISOString())
const anyHours = fc.nat({ max: 99_999_999 }).map((millionths) => hours(String((millionths + 1) / 1_000_000)))
const anyHappened: fc.Arbitrary<Happened> = fc.oneof(
  fc.tuple(anyAt, anyStanding).map(([at, standing]) => ({
    ...inMeeting(at, { type: 'MeetingAdjourned', data: { attendance: [{ unitId: school, standing }] } }),
  })),
  fc
    .tuple(anyAt, anyHours)
    .map(([at, quantity]) => ofPledge(at, { ...guardingReported, data: { ...guardingReported.data, quantity } })),
)

/** A month and the next. */
const anyTurn = fc.constantFrom(['2018-01', '2018-02'], ['2018-08', '2018-09'], ['2018-12', '2019-01'])

describe('sums', () => {
  it('over two neighbouring periods are the sum over both, wherever they meet', () => {
    fc.assert(
      fc.property(fc.array(anyHappened), anyTurn, (all, [last, next]) => {
        const state = after(...all)
        const halves = [figuresOf(state, school, { to: last }), figuresOf(state, school, { from: next })]
        const whole = figuresOf(state, school)
        expect(halves.reduce((sum, { meetings }) => sum + meetings.attended, 0)).toBe(whole.meetings.attended)
        expect(inMillionths(halves)).toBe(inMillionths([whole]))
      }),
    )
  })
})

function inMillionths(all: readonly DeepReadonly<ReturnType<typeof figuresOf>>[]): bigint {
  return all
    .map(({ resources }) => resources.delivered['personTime']?.['HUR'] ?? '0')
    .map((value) => value.split('.'))
    .reduce((sum, [whole = '0', rest = '']) => sum + BigInt(whole + rest.padEnd(6, '0')), 0n)
}
