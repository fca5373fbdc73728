import { hasCode } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { failureOf, reasonOf } from './failure.js'
import { listed, onDouble, stream } from './test-trial.js'

const unredacted = { redact: (text: string) => text }

describe('the reason of a failure', () => {
  it('ends where a server that is away was said to be away', () =>
    onDouble(async ({ double, open, disturbances }) => {
      await double.stop()
      const deadlines = { read: 200, retry: 200 }
      const failure: unknown = await listed(open({ deadlines }).readStream(stream('a'))).catch(
        (error: unknown) => error,
      )
      const told = [
        ...disturbances.map(({ reason }) => reason),
        hasCode(failure, 'store-unavailable') && failure.message,
      ]
      expect(told.length).toBeGreaterThan(1)
      for (const reason of told) expect(reason).toMatch(/ECONNREFUSED 127\.0\.0\.1:\d+$/)
    }))

  it('keeps a note of the client that says something', () => {
    const message = '14 UNAVAILABLE: No connection established. Last error: null. Resolution note: no address was found'
    expect(reasonOf(failureOf({ message }, unredacted))).toBe(message)
  })
})
