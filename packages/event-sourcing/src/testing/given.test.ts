import { describe, expect, it } from 'vitest'
import { hasCode } from '../terms/errors.js'
import { at, scenarios } from './given.js'
import { event, hall, reject, type Hall } from './hall.js'
import { minute } from './hall-bench.js'

const defaults = {
  at: minute(0),
  by: { OpenHall: { role: 'host' }, TakeSeat: { role: 'guest' }, LeaveSeat: { role: 'guest' } },
  facts: { TakeSeat: { invited: true } },
} as const
const given = scenarios(hall, defaults)

const opened = event('HallOpened', { seats: 2 })
const annCame = event('SeatTaken', { guest: 'ann', wishes: ['a window'] })
const boCame = event('SeatTaken', { guest: 'bo', wishes: [] })
const filled = event('HallFilled', { seats: 2 })
const takeSeat = (guest: string, wishes: string[] = []) => ({ type: 'TakeSeat', data: { guest, wishes } }) as const

/** What a test that is wrong would print. */
function failure(test: () => void): string {
  try {
    test()
  } catch (error) {
    if (hasCode(error, 'law-broken')) return error.message
    throw error
  }
  return ''
}

describe('a test of events that follow', () => {
  it('passes where exactly these follow', () => {
    given(opened)
      .when(takeSeat('ann', ['a window']))
      .then(annCame)
    given(opened, annCame).when(takeSeat('bo')).then(boCame, filled)
    given(opened, annCame).when(takeSeat('ann')).then()
  })
  it.each([
    ['one is missing', [boCame]],
    ['there is one too many', [boCame, filled, filled]],
    ['the order is another', [filled, boCame]],
    ['the name is another', [boCame, event('HallOpened', { seats: 2 })]],
    ['a value is another', [boCame, event('HallFilled', { seats: 3 })]],
    ['an array has another order', [event('SeatTaken', { guest: 'bo', wishes: ['x'] }), filled]],
    ['nothing was expected', []],
  ])('fails where %s', (_what, expected) => {
    expect(
      failure(() =>
        given(opened, annCame)
          .when(takeSeat('bo'))
          .then(...expected),
      ),
    ).toMatch(/TakeSeat gives these events/)
  })
  it('fails where an event has a field more than was expected, or one less', () => {
    const wishing = { ...boCame, data: { ...boCame.data, table: 1 } }
    expect(failure(() => given(opened, annCame).when(takeSeat('bo')).then(wishing, filled))).not.toBe('')
    // a decision with a field that no test expects, as a slip in a spread would make it
    const careless = scenarios(
      { ...hall, decide: { ...hall.decide, OpenHall: () => [{ ...opened, data: { ...opened.data, rows: 1 } }] } },
      defaults,
    )
    expect(
      failure(() =>
        careless()
          .when({ type: 'OpenHall', data: { seats: 2 } })
          .then(opened),
      ),
    ).toMatch(/\+ .*"rows": 1/)
  })
  it('fails where the command was refused, and shows why it was', () => {
    expect(failure(() => given().when(takeSeat('bo')).then(boCame))).toMatch(/\+ .*"rejected": "hall-not-open"/)
  })
})

describe('a test of a no', () => {
  const full = given(opened, annCame, boCame).when(takeSeat('cy'))

  it('passes for the reason, with its details or without', () => {
    full.thenRejected('hall-full')
    full.thenRejected('hall-full', { seats: 2 })
    given().when(takeSeat('ann')).thenRejected('hall-not-open')
  })
  it('fails for another reason, other details, or a yes', () => {
    expect(failure(() => full.thenRejected('not-invited'))).toMatch(/TakeSeat is refused/)
    expect(failure(() => full.thenRejected('hall-full', { seats: 3 }))).toMatch(/- .*"seats": 3\n\+ .*"seats": 2/)
    expect(failure(() => given(opened).when(takeSeat('ann')).thenRejected('hall-full'))).toMatch(/"SeatTaken"/)
  })
  it('fails where a detail was added to it', () => {
    const details = { seats: 2, guests: ['ann', 'bo'] }
    const talkative = reject('hall-full', details)
    const decider: typeof hall = { ...hall, decide: { ...hall.decide, TakeSeat: () => talkative } }
    const wordy = scenarios(decider, defaults)
    const answer = wordy(opened).when(takeSeat('cy'))
    answer.thenRejected('hall-full')
    expect(failure(() => answer.thenRejected('hall-full', { seats: 2 }))).toMatch(/\+ .*"guests"/)
  })
})

describe('the message of a failed test', () => {
  it('shows what differs, line by line, and little of what does not', () => {
    const message = failure(() =>
      given(opened, annCame)
        .when(takeSeat('bo'))
        .then(boCame, event('HallFilled', { seats: 3 })),
    )
    expect(message.split('\n')).toEqual([
      'TakeSeat gives these events',
      '      },',
      '      {',
      '        "data": {',
      '-         "seats": 3',
      '+         "seats": 2',
      '        },',
      '        "type": "HallFilled"',
      '      }',
    ])
  })
})

describe('what a test leaves out', () => {
  it('comes from the defaults: who, when, and what other streams answer', () => {
    const { state } = given(opened, annCame)
    expect(state.guests[0]?.since).toBe(minute(0))
    given(opened).when(takeSeat('bo')).then(boCame)
  })
  it('is said where it matters', () => {
    const { state } = given(opened, at(minute(7), annCame))
    expect(state.guests[0]?.since).toBe(minute(7))
    given(opened)
      .when({ ...takeSeat('bo'), facts: { invited: false } })
      .thenRejected('not-invited', { guest: 'bo' })
    given(opened)
      .when({ ...takeSeat('bo'), by: { role: 'host' }, at: minute(3) })
      .then(boCame)
  })
  it('reaches the decision', () => {
    const seen: unknown[] = []
    const curious = scenarios(
      {
        ...hall,
        decide: {
          ...hall.decide,
          TakeSeat(_state, request) {
            seen.push(request)
            return []
          },
        },
      },
      defaults,
    )
    curious()
      .when({ ...takeSeat('bo'), at: minute(3) })
      .then()
    expect(seen).toEqual([
      { data: { guest: 'bo', wishes: [] }, facts: { invited: true }, actor: { role: 'guest' }, occurredAt: minute(3) },
    ])
  })
})

describe('a test that makes no sense', () => {
  it.each([
    ['data that the command does not admit', () => given().when({ type: 'TakeSeat', data: { guest: '', wishes: [] } })],
    ['facts that the command does not know', () => given().when({ ...takeSeat('bo'), facts: { invted: true } })],
    ['an instant that is none', () => given().when({ ...takeSeat('bo'), at: '2018-03-01' })],
    ['a past that its schema refuses', () => given(event('HallOpened', { seats: 0 }))],
    ['a past at no instant', () => given(at('yesterday', opened))],
  ])('is refused for %s', (_what, test) => {
    expect(test).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })
})

describe('the state that a decision sees', () => {
  it('is frozen, and so are the data of the command and of the past', () => {
    const meddling = scenarios(
      {
        ...hall,
        decide: {
          ...hall.decide,
          LeaveSeat(state) {
            // as a decision would that was written past the types
            ;(state as Hall).left.push('somebody')
            return []
          },
          TakeSeat(_state, { data }) {
            ;(data.wishes as string[]).push('more')
            return []
          },
        },
      },
      defaults,
    )
    expect(() => meddling(opened).when({ type: 'LeaveSeat', data: { guest: 'ann' } })).toThrow(TypeError)
    expect(() => meddling(opened).when(takeSeat('bo'))).toThrow(TypeError)
  })
  it('is there for a question of rules, and frozen', () => {
    const { state } = given(opened, annCame)
    expect(state.guests).toEqual([{ name: 'ann', wishes: ['a window'], since: minute(0) }])
    expect(Object.isFrozen(state.guests[0]?.wishes)).toBe(true)
  })
})
