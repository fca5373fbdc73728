import { describe, expect, it } from 'vitest'
import type { RecordedEvent } from '../../stores/event-store.js'
import { toPosition } from '../../terms/position.js'
import { assertAccounts, type AskedAppend } from './accounts.js'
import { sample, samples, stream } from './samples.js'

const name = stream('a')
const first: AskedAppend = { stream: name, events: samples(0, 2), acknowledged: true }
const second: AskedAppend = { stream: name, events: samples(2, 1), acknowledged: true }
const other: AskedAppend = { stream: stream('b'), events: samples(3, 2), acknowledged: false }
const logs = [[first, second], [other]]

/** The event of this number, at a revision of the first stream. */
function at(place: number, number: number, revision: number): RecordedEvent {
  return { ...sample(number), stream: name, revision, position: toPosition(place) }
}
const [zero, one, two] = [at(0, 0, 0), at(1, 1, 1), at(2, 2, 2)]
const whole = [zero, one, two]

/** The same events, wherever they stand now. */
const placed = (events: readonly RecordedEvent[]) =>
  events.map((event, place) => ({ ...event, position: toPosition(place) }))
const found = (events: readonly RecordedEvent[]) => () => assertAccounts(events, logs)

describe('the accounts of a race', () => {
  it('are right where what was acknowledged is there once and in order, and what is in doubt whole or not at all', () => {
    expect(found(whole)).not.toThrow()
    const inDoubt = samples(3, 2).map((event, revision) => ({
      ...event,
      stream: stream('b'),
      revision,
      position: toPosition(3 + revision),
    }))
    expect(found([...whole, ...inDoubt])).not.toThrow()
  })

  it.each([
    ['lost', [zero, one]],
    ['doubled', placed([zero, one, two, { ...two, revision: 3 }])],
    ['torn', [{ ...at(0, 3, 0), stream: stream('b') }]],
    ['foreign', [...whole, at(3, 9, 3)]],
    ['gapped', [zero, one, { ...two, revision: 3 }]],
    [
      'reordered',
      placed([
        { ...two, revision: 0 },
        { ...zero, revision: 1 },
        { ...one, revision: 2 },
      ]),
    ],
  ])('are wrong where an event is %s, and say so', (what, events) => {
    expect(found(events)).toThrow(`${what} 1: `)
  })

  it('are wrong where positions do not grow', () => {
    expect(found([zero, { ...one, position: two.position }, { ...two, position: one.position }])).toThrow(
      'positions grow',
    )
  })
})
