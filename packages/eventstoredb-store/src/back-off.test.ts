import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backOff, wait } from './back-off.js'

const longestMs = 5_000
const most = (attempt: number) => backOff(attempt, () => 1)
const least = (attempt: number) => backOff(attempt, () => 0)
const anAttempt = fc.nat({ max: 20 })

describe('the wait before the next attempt', () => {
  it('begins with 10 to 20 ms', () => {
    expect([least(0), most(0)]).toEqual([10, 20])
  })

  it('is twice as long each time, until it is as long as any', () => {
    fc.assert(
      fc.property(anAttempt, (attempt) => {
        expect(most(attempt + 1)).toBe(Math.min(longestMs, 2 * most(attempt)))
      }),
    )
  })

  it('is never past five seconds, nor shorter than half of what it may be', () => {
    fc.assert(
      fc.property(anAttempt, fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const ms = backOff(attempt, () => random)
        expect(ms).toBeLessThanOrEqual(most(attempt))
        expect(ms).toBeGreaterThanOrEqual(most(attempt) / 2)
        expect(most(attempt)).toBeLessThanOrEqual(longestMs)
      }),
    )
  })

  it('is another for each of those who were cut off together', () => {
    const waits = Array.from({ length: 100 }, () => backOff(5))
    expect(new Set(waits).size).toBeGreaterThan(90)
  })

  it('is over at once for who is told to leave', async () => {
    const leaving = new AbortController()
    const waiting = wait(1_000_000, leaving.signal)
    leaving.abort()
    await waiting
    await wait(1_000_000, leaving.signal)
  })
})
