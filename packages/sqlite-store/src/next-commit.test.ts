import { afterEach, expect, it, vi } from 'vitest'
import { nextCommit, type NextCommit } from './next-commit.js'

let now = 0
const stopClock = () => vi.spyOn(performance, 'now').mockImplementation(() => now)
afterEach(() => {
  vi.restoreAllMocks()
})

/** A commit of so many askers. Returns whether it was the first of its turn of the event loop. */
function commit(next: NextCommit, askers: number): Promise<boolean> {
  return new Promise((resolve) => {
    next.begin((first) => {
      next.answering(askers)
      resolve(first)
    })
  })
}

async function longAlone(next: NextCommit): Promise<void> {
  for (let times = 0; times < 20; times++) await commit(next, 1)
}

it('one who was answered alone time after time asks alone, once the answer is heard', async () => {
  stopClock()
  const next = nextCommit()
  for (let times = 0; times < 5; times++) await commit(next, 1)
  expect(next.alone()).toBe(false)
  await longAlone(next)
  expect(next.alone()).toBe(true)
  next.answering(1)
  expect(next.alone()).toBe(false)
  await undefined
  expect(next.alone()).toBe(true)
})

it('nobody asks alone for longer than two milliseconds without a turn of the event loop', async () => {
  stopClock()
  const next = nextCommit()
  await longAlone(next)
  now += 3
  expect(next.alone()).toBe(false)
  expect(await commit(next, 1)).toBe(true)
  expect(next.alone()).toBe(true)
})

it('nobody asks alone once two shared a commit', async () => {
  stopClock()
  const next = nextCommit()
  await longAlone(next)
  await commit(next, 2)
  expect(next.alone()).toBe(false)
  await commit(next, 1)
  expect(next.alone()).toBe(false)
})

it('nobody asks alone who comes when all that was answered is heard', async () => {
  stopClock()
  const next = nextCommit()
  await longAlone(next)
  await new Promise((resolve) => setImmediate(resolve))
  expect(next.alone()).toBe(false)
  expect(await commit(next, 1)).toBe(true)
})

it('an answer that came just before all others were heard is waited for as well', async () => {
  stopClock()
  const next = nextCommit()
  await commit(next, 1)
  await new Promise((resolve) => setImmediate(resolve))
  next.answering(1)
  // asked for beside the answer: it begins before the promises settle that hear it
  expect(await commit(next, 1)).toBe(false)
  expect(await commit(next, 1)).toBe(false)
})
