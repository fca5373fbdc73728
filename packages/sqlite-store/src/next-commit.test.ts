import { afterEach, expect, it, vi } from 'vitest'
import { nextCommit, type NextCommit } from './next-commit.js'

let now = 0
const stopClock = () => vi.spyOn(performance, 'now').mockImplementation(() => now)
afterEach(() => {
  vi.restoreAllMocks()
})

/** Returns whether the commit was the first of its turn of the event loop. */
function commit(next: NextCommit): Promise<boolean> {
  return new Promise((resolve) => {
    next.begin((first) => {
      resolve(first)
      next.answered()
    })
  })
}

it('who asks on hearing the last answer is not kept waiting for the event loop', async () => {
  stopClock()
  const next = nextCommit()
  expect(await commit(next)).toBe(true)
  for (let times = 0; times < 20; times++) expect(await commit(next)).toBe(false)
})

it('the event loop has its turn after two milliseconds', async () => {
  stopClock()
  const next = nextCommit()
  await commit(next)
  now += 1
  expect(await commit(next)).toBe(false)
  now += 1
  expect(await commit(next)).toBe(true)
})

it('who comes when all that was answered is heard waits for the event loop', async () => {
  stopClock()
  const next = nextCommit()
  await commit(next)
  await new Promise((resolve) => setImmediate(resolve))
  expect(await commit(next)).toBe(true)
})

it('an answer that came just before all others were heard is waited for as well', async () => {
  stopClock()
  const next = nextCommit()
  await commit(next)
  await new Promise((resolve) => setImmediate(resolve))
  next.answered()
  // asked for beside the answer: it begins before the promises settle that hear it
  expect(await commit(next)).toBe(false)
  expect(await commit(next)).toBe(false)
})
