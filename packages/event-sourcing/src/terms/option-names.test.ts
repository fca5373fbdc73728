import { describe, expect, it } from 'vitest'
import { checkOptionNames, type OptionNames } from './option-names.js'

interface Seating {
  readonly rows: number
  readonly aisle?: boolean
}
const names: OptionNames<Seating> = { rows: true, aisle: true }
// as from an app without types
const check = (options: unknown, path?: readonly string[]) =>
  checkOptionNames(options as Seating, names, { what: 'openHall', ...(path === undefined ? {} : { path }) })

describe('options', () => {
  it('may hold what there is, and leave out what they like', () => {
    for (const options of [{}, { rows: 1 }, { rows: 1, aisle: true }]) expect(() => check(options)).not.toThrow()
  })
  it.each([
    ['isle', { rows: 1, isle: true }],
    ['toString', { toString: true }],
    ['', 'rows'],
    ['', null],
    ['', undefined],
  ])('are refused at %j', (path, options) => {
    const details = expect.objectContaining({ what: 'openHall', path })
    expect(() => check(options)).toThrow(expect.objectContaining({ code: 'invalid-input', details }))
  })
  it('within options are refused at the path from the outermost', () => {
    expect(() => check({ isle: true }, ['seating'])).toThrow(
      'openHall: seating.isle: there is no such option; there are rows, aisle',
    )
    expect(() => check(5, ['seating'])).toThrow('openHall: seating: is no record of options')
  })
})
