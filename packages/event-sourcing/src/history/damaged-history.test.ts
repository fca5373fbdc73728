import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { isLianxiError } from '../terms/errors.js'
import type { StreamName } from '../terms/stream.js'
import { uuid } from '../testing/hall-bench.js'
import { linesOf, storeWithHalls } from '../testing/halls.js'
import { eventLine } from './event-line.js'
import { importHistory } from './import-history.js'
import { elsewhere, ended, failingStore, opening, sealed, streamOf } from '../testing/history-bench.js'

let whole: readonly string[]
beforeAll(async () => {
  whole = await linesOf(await storeWithHalls())
})

/** Where lines are refused: before anything is appended, whatever the store holds. */
async function refusal(lines: readonly string[]): Promise<{ line: number; path: string; reason: string }> {
  const store = failingStore()
  const error: unknown = await importHistory(store, { open: opening(lines) }).catch((thrown: unknown) => thrown)
  expect(store.count()).toBe(0)
  if (!isLianxiError(error) || error.code !== 'history-refused') throw error
  return error.details as { line: number; path: string; reason: string }
}

describe('a damaged history is refused before the first append, by the number of the line', () => {
  it('wherever one letter is another', async () => {
    const place = fc
      .nat(whole.length - 1)
      .chain((index) => fc.tuple(fc.constant(index), fc.nat(whole[index]!.length - 1)))
    const letter = fc.constantFrom('0', 'a', '{', '"', ',', ' ', '-', '沈', '\u2028')
    await fc.assert(
      fc.asyncProperty(place, letter, async ([index, at], other) => {
        const line = whole[index]!
        fc.pre(line.charAt(at) !== other)
        const lines = whole.with(index, `${line.slice(0, at)}${other}${line.slice(at + 1)}`)
        expect((await refusal(lines)).line).toBe(index + 1)
      }),
      { numRuns: 300 },
    )
  })
  it('whatever line is missing: where its stream goes on, or at the end', async () => {
    for (const [index, line] of whole.entries()) {
      const lines = whole.toSpliced(index, 1)
      const stream = streamOf(line)
      const next = lines.findIndex((other, at) => at >= index && stream !== undefined && streamOf(other) === stream)
      const noticed = index === 0 ? 1 : next === -1 ? (stream === undefined ? whole.length : lines.length) : next + 1
      expect([index, (await refusal(lines)).line]).toEqual([index, noticed])
    }
  })
  it('whatever line stands there twice', async () => {
    for (const [index, line] of whole.entries()) {
      expect((await refusal(whole.toSpliced(index, 0, line))).line).toBe(index + 2)
    }
  })
  it('whatever two lines are swapped', async () => {
    for (let index = 1; index + 2 < whole.length; index++) {
      const lines = whole.with(index, whole[index + 1]!).with(index + 1, whole[index]!)
      const same = streamOf(whole[index]) === streamOf(whole[index + 1])
      expect((await refusal(lines)).line).toBe(same ? index + 1 : whole.length)
    }
  })
  it('wherever it was cut off', async () => {
    for (let length = 0; length < whole.length; length++) {
      const { line, reason } = await refusal(whole.slice(0, length))
      expect([line, reason]).toEqual([length + 1, 'the history ends without its last line: it was cut off'])
    }
  })
  it('when something stands behind its end', async () => {
    for (const more of ['', whole[1]!, whole.at(-1)!]) {
      expect(await refusal([...whole, more])).toMatchObject({ line: whole.length + 1, path: '' })
    }
  })
  it('when an event was put in that has a chain of its own', async () => {
    const line = eventLine(sealed(elsewhere, 0))
    expect(await refusal(whole.toSpliced(5, 0, line))).toMatchObject({ line: whole.length + 1, path: 'events' })
  })
})

describe('a history with an end that fits is refused all the same', () => {
  const first = '{"format":"lianxi-history","version":1}'
  const ofNorth = '{"format":"lianxi-history","version":1,"partition":"north"}'

  it.each([
    ['of a newer format', ['{"format":"lianxi-history","version":2}'], { line: 1, path: 'version' }],
    ['of another format', ['{"format":"diary","version":1}'], { line: 1, path: 'format' }],
    ['with an event of another partition', [ofNorth, eventLine(sealed(elsewhere, 0))], { line: 2, path: 'stream' }],
    ['with a stream that does not begin', [first, eventLine(sealed(elsewhere, 1))], { line: 2, path: 'revision' }],
    ['with an id that is no UUID', [first, eventLine(sealed(elsewhere, 0, { id: 'first' }))], { line: 2, path: 'id' }],
    ['with a name that is none', [first, eventLine(sealed('west' as StreamName, 0))], { line: 2, path: 'stream' }],
    [
      'with data that JSON does not keep',
      [first, eventLine(sealed(elsewhere, 0, { data: '{"seats":-0}' }))],
      { line: 2, path: 'data.seats' },
    ],
    [
      'with data in another spelling',
      [first, eventLine(sealed(elsewhere, 0, { data: '{"seats": 1}' }))],
      { line: 2, path: '' },
    ],
    [
      'with a field of its own',
      [first, eventLine(sealed(elsewhere, 0)).replace('{', '{"note":1,')],
      { line: 2, path: 'note' },
    ],
    [
      'with a type that no store keeps, being cut within a character',
      [first, eventLine(sealed(elsewhere, 0, { type: 'HallOpened\ud800' }))],
      { line: 2, path: 'type' },
    ],
    [
      'with more in an event than any store takes',
      [first, eventLine(sealed(elsewhere, 0, { data: JSON.stringify('x'.repeat(1_000_000)) }))],
      { line: 2, path: '' },
    ],
    [
      'with one id in two streams',
      [
        first,
        eventLine(sealed(elsewhere, 0, { id: uuid(7) })),
        eventLine(sealed('hall-west.8' as StreamName, 0, { id: uuid(7) })),
      ],
      { line: 3, path: 'id' },
    ],
  ] as const)('%s', async (_what, lines, where) => {
    expect(await refusal(ended(lines))).toMatchObject(where)
  })
})

it('lines that kept their ends are told so, whichever it is', async () => {
  const place = { path: '', reason: expect.stringContaining('ends with "\\r\\n"') }
  for (const index of whole.keys()) {
    const lines = whole.with(index, `${whole[index]!}\r\n`)
    expect(await refusal(lines)).toEqual({ ...place, line: index + 1 })
  }
})

it('what is no text is told so, whichever line it stands for', async () => {
  for (const index of whole.keys()) {
    // as callers without types hand it over
    for (const chunk of [Buffer.from(whole[index]!), undefined] as unknown as readonly string[])
      expect(await refusal(whole.with(index, chunk))).toEqual({ line: index + 1, path: '', reason: 'is no text' })
  }
})
