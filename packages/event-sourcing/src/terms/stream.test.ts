import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isStreamName, streamId, streamName, streamParts, toStreamName } from './stream.js'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const word = (extra: string) =>
  fc.string({ unit: fc.constantFrom(...letters, ...'0123456789', ...extra), minLength: 1, maxLength: 12 })
const parts = fc.record({
  category: word('').map((rest) => `c${rest}`),
  partition: word('_-'),
  id: word('_-.'),
})

describe('the name of a stream', () => {
  it('says its category, its partition and its id', () => {
    expect(streamName({ category: 'motion', partition: 'a-1', id: 'm.2-3' })).toBe('motion-a-1.m.2-3')
    fc.assert(
      fc.property(parts, (named) => {
        expect(streamParts(streamName(named))).toEqual(named)
        expect(streamId(streamName(named))).toBe(named.id)
      }),
    )
  })
  it.each([
    ['no category', '-north.1'],
    ['a category with a dash, which would become the partition', 'no.dash-north'],
    ['a category that begins with a digit', '1hall-north.1'],
    ['no partition', 'hall-.1'],
    ['no id', 'hall-north.'],
    ['no dot', 'hall-north'],
    ['a space', 'hall-north. 1'],
    ['a slash', 'hall-north.a/b'],
    ['a newline at the end', 'hall-north.1\n'],
    ['a newline inside', 'hall-north.1\n2'],
    ['a letter that is not ASCII', 'hall-北.1'],
    ['a full-width digit', 'hall-north.１'],
    ['nothing', ''],
  ])('with %s is refused', (_what, text) => {
    expect(isStreamName(text)).toBe(false)
    expect(() => toStreamName(text)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
  })
  it('is made of parts that cannot be mistaken for each other', () => {
    expect(() => streamName({ category: 'hall', partition: 'a b', id: '1' })).toThrow()
    expect(() => streamName({ category: '', partition: 'north', id: '1' })).toThrow()
    expect(() => streamName({ category: 'ha-ll', partition: 'north', id: '1' })).toThrow()
    expect(() => streamName({ category: 'hall', partition: 'no.rth', id: '1' })).toThrow()
  })
})
