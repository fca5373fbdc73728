import { describe, expect, it } from 'vitest'
import { errorTable, hasCode, isLianxiError, LianxiError, type ErrorCode, type ErrorDetails } from './errors.js'

const stream = 'hall-north.1'
const rejection = {
  code: 'hall/hall-full',
  reason: 'hall-full',
  message: 'all 3 seats are taken',
  details: { seats: 3 },
}
const details: { readonly [C in ErrorCode]: ErrorDetails[C] } = {
  'invalid-input': { what: 'TakeSeat', path: 'guest', reason: 'too short' },
  'unknown-command': { type: 'TakeTable' },
  'command-rejected': { rejection },
  'command-id-reused': { stream, commandId: 'the-command' },
  'revision-conflict': { stream, expected: 2, actual: 4 },
  'duplicate-event': { stream, id: 'the-event' },
  'append-refused': { stream, reason: 'there is no event to append' },
  'unreadable-event': { stream, revision: 7, path: 'data.guest', reason: 'too short' },
  'newer-event': { stream, revision: 7, type: 'SeatTaken', schemaVersion: 3 },
  'invalid-position': { position: 'nowhere' },
  'unknown-view': { name: 'guests' },
  'store-closed': {},
  'chain-broken': { stream, revision: 7, reason: 'its hash differs' },
  'store-file': { path: 'hall.db', reason: 'cannot be opened' },
  'store-not-ours': { path: 'hall.db', reason: 'is no database' },
  'store-newer': { path: 'hall.db', version: 9, known: 8 },
  'store-read-only': { path: 'hall.db', reason: 'opened for reading' },
  'store-full': { path: 'hall.db', reason: 'no page left' },
  'store-damaged': { path: 'hall.db', reason: 'a page is torn' },
  'store-unavailable': { store: 'the hall of records', reason: 'no answer' },
  'store-refused': { store: 'the hall of records', reason: 'no entry' },
  'append-outcome-unknown': { stream, reason: 'the line went dead' },
  'view-store-not-durable': {},
  'progress-of-another-store': { reaction: 'friends-come' },
  'reaction-stopped': { reaction: 'friends-come', stream, revision: 7, type: 'SeatTaken', reason: 'a mistake' },
  'too-many-parked': { reaction: 'friends-come', parked: 1000 },
  'history-refused': { line: 12, path: 'data', reason: 'is no JSON' },
  'store-busy': { path: 'hall.db', reason: 'locked' },
  'engine-closed': {},
  'law-broken': { law: 'the state after TakeSeat, replayed', difference: '- 1\n+ 2' },
}
const retryable = new Set<ErrorCode>([
  'revision-conflict',
  'store-busy',
  'store-full',
  'store-unavailable',
  'append-outcome-unknown',
])

/** The texts and numbers that an error's details hold, however deep: what its sentence has to name. */
function leaves(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [String(value)]
  return Object.values(value).flatMap(leaves)
}

describe('every error', () => {
  // a list of the table's own keys
  const codes = Object.keys(errorTable) as ErrorCode[]

  it.each(codes)('%s has a sentence that names its details', (code) => {
    const error = new LianxiError(code, details[code])
    expect(error.message.length).toBeGreaterThan(10)
    const told = code === 'command-rejected' ? [rejection.message] : leaves(details[code])
    for (const leaf of told) expect(error.message).toContain(leaf)
    expect(error.message).not.toMatch(/undefined|\[object|\.$/)
  })
  it.each(codes)('%s carries its code, its details and whether to try again', (code) => {
    const cause = new Error('below')
    const error = new LianxiError(code, details[code], cause)
    expect(error).toMatchObject({ name: 'LianxiError', code, details: details[code], cause })
    expect(error.retryable).toBe(retryable.has(code))
    expect(hasCode(error, code)).toBe(true)
    expect(isLianxiError(error)).toBe(true)
    for (const other of codes) if (other !== code) expect(hasCode(error, other)).toBe(false)
  })
  it('that stands for its cause may pass if that may', () => {
    const stopped = (cause: unknown) => new LianxiError('reaction-stopped', details['reaction-stopped'], cause)
    expect(stopped(new LianxiError('store-busy', details['store-busy'])).retryable).toBe(true)
    expect(stopped(new LianxiError('unknown-command', details['unknown-command'])).retryable).toBe(false)
    expect(stopped(Object.assign(new Error('of another kind'), { retryable: true })).retryable).toBe(false)
  })
  it('says the whole, or the line alone, where it is about no part', () => {
    const error = new LianxiError('invalid-input', { what: 'TakeSeat', path: '', reason: 'is no object' })
    expect(error.message).toBe('TakeSeat: the whole: is no object')
    const cut = new LianxiError('history-refused', { line: 7, path: '', reason: 'it was cut off' })
    expect(cut.message).toBe('line 7 of the history: it was cut off')
  })
})

describe('a guard', () => {
  it('goes by the code, so it knows an error of another copy of the package', () => {
    class LianxiErrorOfAnotherCopy extends Error {
      readonly code = 'revision-conflict'
      readonly retryable = true
      readonly details = details['revision-conflict']
    }
    const error: unknown = new LianxiErrorOfAnotherCopy('elsewhere')
    expect(error).not.toBeInstanceOf(LianxiError)
    expect(hasCode(error, 'revision-conflict')).toBe(true)
    expect(hasCode(error, 'append-refused')).toBe(false)
    expect(isLianxiError(error)).toBe(true)
  })
  it.each([
    ['an error of the host', Object.assign(new Error('no such file'), { code: 'ENOENT' })],
    ['an error without a code', new Error('anything')],
    ['a code by an inherited name', Object.assign(new Error('odd'), { code: 'toString' })],
    ['a plain object', { code: 'revision-conflict', retryable: true }],
    ['nothing', undefined],
  ])('takes %s for none of ours', (_what, error) => {
    expect(hasCode(error, 'revision-conflict')).toBe(false)
    expect(isLianxiError(error)).toBe(false)
  })
})
