import { toStreamName, type Position } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { toPlace, toPosition } from './position.js'
import { codeOf, listed, notes, onDouble } from './test-trial.js'

const last = 2n ** 63n - 1n
const text = (commit: bigint, prepare: bigint) => toPosition({ commit, prepare })

describe('a position', () => {
  it('gives back its place, from the first to the last that a server counts', () => {
    for (const place of [
      { commit: 0n, prepare: 0n },
      { commit: 7n, prepare: 5n },
      { commit: last, prepare: last },
    ])
      expect(toPlace(toPosition(place))).toEqual(place)
  })

  const impossible: Readonly<Record<string, string>> = {
    'with more prepared than committed': text(0n, 10n ** 20n - 1n),
    'prepared behind its commit': text(5n, 6n),
    'behind the last that a server counts': text(last + 1n, 0n),
    'with a sign': `-${text(5n, 5n).slice(1)}`,
    'one digit short': text(5n, 5n).slice(1),
  }
  for (const [what, given] of Object.entries(impossible)) {
    it(`${what} is none`, () =>
      onDouble(async ({ open }) => {
        const store = open()
        await store.append(toStreamName('note-north.a'), notes(1), 'no-stream')
        const after = given as Position
        expect(await codeOf(listed(store.readAll({ after })))).toBe('invalid-position')
        expect(await codeOf(listed(store.subscribe({ after, signal: new AbortController().signal })))).toBe(
          'invalid-position',
        )
      }))
  }
})
