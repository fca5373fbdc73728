import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { waiters } from './waiters.js'

it('all who wait are woken, and who comes later waits for the next time', async () => {
  const { signal } = new AbortController()
  const { next, wake } = waiters()
  const woken: string[] = []
  const waits = ['one', 'other'].map((name) => next(signal).then(() => woken.push(name)))
  wake()
  const later = next(signal).then(() => woken.push('later'))
  await Promise.all(waits)
  expect(woken).toEqual(['one', 'other'])
  wake()
  await later
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

it('nobody waits past an abort, and no others are woken by it', async () => {
  const [left, kept] = [new AbortController(), new AbortController()]
  const { next, wake } = waiters()
  let woken = false
  const waits = next(left.signal)
  const other = next(kept.signal).then(() => (woken = true))
  left.abort()
  await waits
  await next(left.signal)
  expect(woken).toBe(false)
  wake()
  await other
})
