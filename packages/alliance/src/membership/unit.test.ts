import { expect, it } from 'vitest'
import { unitCode } from './unit.js'

it.each(['U07', 'u_7', '7-a', 'U'.repeat(32)])('%s is the code of a unit', (code) => {
  expect(unitCode.safeParse(code).success).toBe(true)
})

it.each(['西02', '', '-7', 'U 7', 'U'.repeat(33)])(
  'who writes %j for the code of a unit is told how one is written',
  (code) => {
    expect(unitCode.safeParse(code).error?.issues[0]?.message).toBe(
      'a code is 1 to 32 ASCII letters, digits, - or _, a letter or digit first',
    )
  },
)
