import { expect, it } from 'vitest'
import { positionNumber, toPosition, type Position } from './position.js'

it('positions of numbers stand in the order of the numbers, and give them back', () => {
  const numbers = [0, 1, 9, 10, 12_345, 2 ** 32, Number.MAX_SAFE_INTEGER]
  const positions = numbers.map(toPosition)
  expect(positions.toSorted()).toEqual(positions)
  expect(positions.map(positionNumber)).toEqual(numbers)
})

it.each([-1, 1.5, Number.NaN, Infinity, 2 ** 53, -0.5])('%s is the number of no position', (number) => {
  expect(() => toPosition(number)).toThrow(expect.objectContaining({ code: 'invalid-position' }))
})

it.each(['', '7', '00000000000000001', '000000000000001a', '000000000000-001', '9007199254740992', ' 000000000000001'])(
  '%j is the position of no number',
  (text) => {
    expect(() => positionNumber(text as Position)).toThrow(expect.objectContaining({ code: 'invalid-position' }))
  },
)
