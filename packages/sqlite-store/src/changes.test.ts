import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { changes, pollInterval } from './changes.js'
import { openConnection } from './connection.js'
import { withFile } from './test-files.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

async function withChanges(
  test: (on: { watched: ReturnType<typeof changes>; looks: () => number; commit: () => void }) => Promise<void>,
) {
  await withFile(async (path) => {
    const [db, other] = [openConnection(path, { busyTimeout: 50 }), openConnection(path, { busyTimeout: 50 })]
    let looks = 0
    await test({
      watched: changes(db, () => looks++),
      looks: () => looks,
      commit: () => other.exec('INSERT INTO partitions (name) VALUES (hex(randomblob(8)))'),
    })
    db.close()
    other.close()
  })
}

it('looks for the commits of others once in 50 ms, however many wait, and not at all once nobody does', () =>
  withChanges(async ({ watched, looks }) => {
    expect(pollInterval).toBe(50)
    vi.advanceTimersByTime(1_000)
    expect(looks()).toBe(0)
    const controller = new AbortController()
    const seen = watched.version()
    const waiting = Array.from({ length: 5 }, () => watched.next(seen, controller.signal))
    vi.advanceTimersByTime(1_000)
    expect(looks()).toBe(1 + 20)
    controller.abort()
    await Promise.all(waiting)
    vi.advanceTimersByTime(1_000)
    expect(looks()).toBe(1 + 20)
  }))

it('wakes who waits at the first look after a commit of another, and at once for what this store commits', () =>
  withChanges(async ({ watched, commit }) => {
    const { signal } = new AbortController()
    let woken = 0
    const wait = () => watched.next(watched.version(), signal).then(() => woken++)
    const first = wait()
    vi.advanceTimersByTime(pollInterval)
    await turn()
    expect(woken).toBe(0)
    commit()
    vi.advanceTimersByTime(pollInterval)
    await first
    const second = wait()
    watched.announce()
    await second
    expect(woken).toBe(2)
  }))
