import { describe, expect, it } from 'vitest'
import { fullErrorPolicy, mayPark, mayPass, untilItPasses } from './error-policy.js'
import { LianxiError } from '../terms/errors.js'

describe('an error policy', () => {
  it('that says nothing waits out what may pass, and stops at the rest', () => {
    expect(fullErrorPolicy({}, 'onError')).toEqual({ retry: untilItPasses, then: 'stop' })
  })
  it('keeps what it says, and leaves the rest as it is', () => {
    expect(fullErrorPolicy({ retry: { attempts: 3 }, then: 'park' }, 'onError')).toEqual({
      retry: { ...untilItPasses, attempts: 3 },
      then: 'park',
    })
  })
  it.each([
    ['retry.attempts', { retry: { attempts: 0 } }],
    ['retry.attempts', { retry: { attempts: Number.POSITIVE_INFINITY } }],
    ['retry.firstMs', { retry: { firstMs: -1 } }],
    ['retry.longestMs', { retry: { longestMs: 1e12 } }],
    ['then', { then: 'skip' }],
    ['else', { else: 'park' }],
  ])('that makes no sense is refused at %s', (path, policy) => {
    // as from an app without types
    expect(() => fullErrorPolicy(policy as never, 'onError')).toThrow(
      expect.objectContaining({ code: 'invalid-input', details: expect.objectContaining({ what: 'onError', path }) }),
    )
  })
})

describe('an error', () => {
  it('may pass where it says so', () => {
    expect(mayPass(new LianxiError('store-busy', { path: 'hall.db', reason: 'locked' }))).toBe(true)
    expect(mayPass(new LianxiError('store-closed', {}))).toBe(false)
    expect(mayPass(new TypeError('a bug'))).toBe(false)
  })
  it('that would meet every event, or that a newer program would not meet, parks none', () => {
    const newer = { stream: 'hall-north.1', revision: 1, type: 'SeatSwapped', schemaVersion: 1 }
    expect(mayPark(new LianxiError('newer-event', newer))).toBe(false)
    expect(mayPark(new LianxiError('engine-closed', {}))).toBe(false)
    expect(mayPark(new LianxiError('too-many-parked', { reaction: 'friends-come', parked: 1000 }))).toBe(false)
    expect(mayPark(new LianxiError('chain-broken', { stream: 'hall-north.1', revision: 1, reason: 'altered' }))).toBe(
      true,
    )
    expect(mayPark(new TypeError('a bug'))).toBe(true)
  })
})
