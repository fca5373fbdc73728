import { describe, expect, it } from 'vitest'
import type { Answered, Asked, AskedOf, Call } from './call.js'
import { unexplained } from './linear.js'
import { ids, samples, stream } from './samples.js'

const name = stream('a')
const first: AskedOf<'append'> = { type: 'append', stream: name, events: samples(0, 2), expected: 'no-stream' }
const second: AskedOf<'append'> = { type: 'append', stream: name, events: samples(2, 1), expected: 1 }
const appends = [first, second]
const stored: Answered = { type: 'stored' }

/** A call between two moments of the clock. */
function call(asked: Asked, answered: Answered, [from, to]: readonly [number, number]): Call {
  return { client: 0, asked, answered, from, to }
}
const reading = (count: number, times: readonly [number, number], asked: Asked = { type: 'stream', stream: name }) =>
  call(asked, { type: 'read', ids: ids(samples(0, count)) }, times)

const one = call(first, stored, [0, 1])
const other = call(second, stored, [4, 7])

describe('some order explains', () => {
  it('a reading before, beside and behind an append', () => {
    const calls = [one, reading(2, [2, 3]), other, reading(2, [5, 8]), reading(3, [6, 9], { type: 'all' })]
    expect(unexplained(calls, appends)).toBeUndefined()
  })

  it('a conflict that was true while it was asked', () => {
    const conflict = call({ ...second, expected: 'no-stream' }, { type: 'conflict', actual: 1 }, [5, 9])
    expect(unexplained([one, other, conflict], appends)).toBeUndefined()
  })
})

describe('no order explains', () => {
  it.each([
    ['a reading without what was acknowledged before it', reading(2, [8, 9])],
    ['a reading of half an append', reading(1, [2, 3])],
    ['a conflict that was true before only', call({ ...first }, { type: 'conflict', actual: -1 }, [2, 3])],
    ['a conflict that was never true', call({ ...first }, { type: 'conflict', actual: 0 }, [2, 9])],
    ['a conflict where the expectation held', call({ ...second }, { type: 'conflict', actual: 1 }, [2, 3])],
    ['an append that failed otherwise', call({ ...second }, { type: 'failed', error: 'broken' }, [2, 3])],
  ])('%s', (_what, wrong) => {
    expect(unexplained([one, wrong, other], appends)).toBe(wrong)
  })

  it('an append that was read before it was asked for', () => {
    expect(unexplained([one, reading(3, [2, 3]), other], appends)).toBe(other)
  })

  it('two readings one after the other, of which the later shows less', () => {
    const later = reading(2, [6, 7])
    expect(unexplained([one, call(second, stored, [2, 9]), reading(3, [3, 4]), later], appends)).toBe(later)
  })

  it('an append behind another revision than the expected one, or before one that was acknowledged earlier', () => {
    const wrong = { ...second, expected: 0 }
    const call2 = call(wrong, stored, [4, 7])
    expect(unexplained([one, call2], [first, wrong])).toBe(call2)
    const elsewhere: Asked = { ...first, stream: stream('b') }
    const late = call(elsewhere, stored, [8, 9])
    expect(unexplained([one, late], [elsewhere, first])).toBe(late)
  })
})
