import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText } from '../texts/canonical.js'
import { fold, type Foldable } from './fold.js'
import { event, hall, type events } from '../testing/hall.js'
import { minute } from '../testing/hall-bench.js'

type HallEvent = Foldable<typeof events>
const opened: HallEvent = { ...event('HallOpened', { seats: 3 }), metadata: { occurredAt: minute(0) } }
const taken = (guest: string, minutes = 1): HallEvent => ({
  ...event('SeatTaken', { guest, wishes: ['a window', guest] }),
  metadata: { occurredAt: minute(minutes) },
})
const left = (guest: string): HallEvent => ({ ...event('SeatLeft', { guest }), metadata: { occurredAt: minute(2) } })

function frozenThrough(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.isFrozen(value) && Object.values(value).every(frozenThrough)
}

describe('a folded state', () => {
  it('is what the events made true, at their instants', () => {
    expect(fold(hall, [opened, taken('ann', 5), taken('bo', 6), left('ann')])).toEqual({
      seats: 3,
      guests: [{ name: 'bo', wishes: ['a window', 'bo'], since: minute(6) }],
      left: ['ann'],
    })
  })
  it('of no events is the first state', () => {
    expect(fold(hall, [])).toEqual(hall.initialState())
  })
  it('is frozen through and through, however it was folded', () => {
    const held = fold(hall, [opened, taken('ann')])
    expect(frozenThrough(held)).toBe(true)
    expect(frozenThrough(fold(hall, [taken('bo')], held))).toBe(true)
    expect(frozenThrough(fold(hall, []))).toBe(true)
  })
  it('that a caller holds does not change when more is folded', () => {
    const held = fold(hall, [opened, taken('ann')])
    const before = canonicalText(held)
    fold(hall, [taken('bo'), left('ann')], held)
    expect(canonicalText(held)).toBe(before)
  })
  it('keeps the identity of what did not change', () => {
    const held = fold(hall, [opened, taken('ann')])
    const next = fold(hall, [taken('bo')], held)
    expect(next).not.toBe(held)
    expect(next.left).toBe(held.left)
    expect(next.guests).not.toBe(held.guests)
    expect(next.guests[0]).toBe(held.guests[0])
  })
  it('is the same object where nothing changed', () => {
    const held = fold(hall, [opened, taken('ann')])
    expect(fold(hall, [], held)).toBe(held)
    const filled: HallEvent = { ...event('HallFilled', { seats: 3 }), metadata: { occurredAt: minute(3) } }
    expect(fold(hall, [filled], held)).toBe(held)
  })
  it('does not depend on where the history was cut', () => {
    const names = fc.constantFrom('ann', 'bo', 'cy', '__proto__')
    const any = fc.oneof(
      fc.constant(opened),
      names.map((name) => taken(name)),
      names.map(left),
    )
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), fc.nat(20), (history, cut) => {
        const whole = canonicalText(fold(hall, history))
        const held = fold(hall, history.slice(0, cut))
        expect(canonicalText(fold(hall, history.slice(cut), held))).toBe(whole)
        expect(canonicalText(history.reduce((state, each) => fold(hall, [each], state), fold(hall, [])))).toBe(whole)
      }),
    )
  })
})
