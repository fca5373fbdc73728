import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pause, type Waits } from './pause.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const waits: Waits = { firstMs: 1_000, longestMs: 60_000 }
const mayTake = (attempt: number) => Math.min(waits.longestMs, waits.firstMs * 2 ** attempt)

/** For how many milliseconds it waits. */
async function waited(key: string, attempt: number): Promise<number> {
  const since = Date.now()
  const waiting = pause(key, attempt, waits)
  vi.advanceTimersToNextTimer()
  const ms = Date.now() - since
  await waiting
  return ms
}

const ofRivals = (attempt: number) =>
  Promise.all(Array.from({ length: 50 }, (_, rival) => waited(`command ${rival}`, attempt)))

describe('the pause before the next attempt', () => {
  it('is never longer than the attempt may wait, nor than the longest', () =>
    fc.assert(
      fc.asyncProperty(fc.string(), fc.nat({ max: 2_000 }), async (key, attempt) => {
        expect(await waited(key, attempt)).toBeLessThanOrEqual(mayTake(attempt))
      }),
    ))

  it('grows: some of many wait longer than any could the time before, until it is the longest', async () => {
    for (let attempt = 1; attempt <= 6; attempt++)
      expect(Math.max(...(await ofRivals(attempt)))).toBeGreaterThan(mayTake(attempt - 1))
  })

  it('is another for each of those who met in one conflict, short for some and long for others', async () => {
    const pauses = await ofRivals(3)
    expect(new Set(pauses).size).toBeGreaterThan(45)
    expect(Math.min(...pauses)).toBeLessThan(mayTake(3) / 4)
    expect(Math.max(...pauses)).toBeGreaterThan((mayTake(3) / 4) * 3)
  })

  it('is another for the same at each attempt, and not by chance', async () => {
    const shares = () => Promise.all([6, 7, 8, 9].map((attempt) => waited('a command', attempt)))
    const first = await shares()
    expect(new Set(first).size).toBe(4)
    expect(await shares()).toEqual(first)
  })

  it('is over at once for who is told to leave', async () => {
    const leaving = new AbortController()
    const waiting = pause('a command', 9, { ...waits, signal: leaving.signal })
    leaving.abort()
    await waiting
    expect(vi.getTimerCount()).toBe(0)
  })
})
