import * as z from 'zod'
import { afterEach, describe, expect, it } from 'vitest'
import { oftenAsked } from './often-asked.js'
import { tryParse } from './parse.js'

const seat = () => z.strictObject({ row: z.int().min(1), guest: z.exactOptional(z.string().min(1)) })
type Seat = ReturnType<typeof seat>

function askOften(schema: Seat): void {
  for (let times = 0; times < 1000; times++) oftenAsked(schema)
}

afterEach(() => {
  z.config({ jitless: undefined })
})

describe('a schema', () => {
  it('is asked itself at first, and compiled once it was asked often', () => {
    const schema = seat()
    expect(oftenAsked(schema)).toBe(schema)
    askOften(schema)
    expect(oftenAsked(schema)).not.toBe(schema)
    expect(oftenAsked(schema)).toBe(oftenAsked(schema))
  })
  it('stays as it is where the host forbids code made of texts', () => {
    z.config({ jitless: true })
    const schema = seat()
    askOften(schema)
    expect(oftenAsked(schema)).toBe(schema)
  })
  it.each<readonly [string, unknown]>([
    ['what it admits', { row: 1, guest: 'ann' }],
    ['what it admits without a field that may be missing', { row: 1 }],
    ['a field that is not there', { guest: 'ann' }],
    ['a field of another type', { row: 'first' }],
    ['a field out of bounds', { row: 0 }],
    ['a field that may be missing, but is empty', { row: 1, guest: '' }],
    ['a field that it does not know', { row: 1, aisle: 2 }],
    ['no object', null],
  ])('says the same compiled of %s', (_what, value) => {
    const schema = seat()
    const before = tryParse(schema, value)
    askOften(schema)
    expect(oftenAsked(schema)).not.toBe(schema)
    expect(tryParse(schema, value)).toEqual(before)
  })
})
