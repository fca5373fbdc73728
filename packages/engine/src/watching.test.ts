import { contributions, figuresOf, type Contributions } from '@lianxi/alliance'
import type { DeepReadonly } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { describe, expect, it } from 'vitest'
import {
  adjourn,
  convene,
  convenor,
  foundedTable,
  hospital,
  school,
  sitDown,
  speaksFor,
  type Table,
} from './test-alliance.js'
import { withFile } from './test-folder.js'
import { here, isFrozen, issue, raised } from './test-views.js'

function raisedIn(state: DeepReadonly<Contributions> | undefined): number | undefined {
  return state && figuresOf(state, hospital).issues.raised
}

/** What a watcher is shown, one at a time. */
function watcher({ engine }: Table) {
  const stop = new AbortController()
  const shown = engine.watch(contributions, { ...here, signal: stop.signal })[Symbol.asyncIterator]()
  return {
    stop: () => stop.abort(),
    async next(): Promise<DeepReadonly<Contributions> | undefined> {
      const { value } = await shown.next()
      return value
    },
  }
}

describe('whoever watches', () => {
  it('is shown the view now, and again after each change', async () => {
    const table = await foundedTable()
    const { next: shown, stop } = watcher(table)
    expect(raisedIn(await shown())).toBe(0)
    for (const number of [1, 2]) {
      const change = shown()
      await table.say(speaksFor(hospital), issue(number))
      expect(raisedIn(await change)).toBe(number)
    }
    stop()
  })
  it('is shown frozen values, in which all that did not change is the same as before', async () => {
    const table = await foundedTable()
    await convene(table)
    await table.say(convenor, adjourn)
    const { next: shown, stop } = watcher(table)
    const before = await shown()
    const change = shown()
    await table.say(speaksFor(hospital), issue(1))
    const now = await change
    stop()
    expect(isFrozen(now)).toBe(true)
    expect(now).not.toBe(before)
    expect(now?.units[hospital]).not.toBe(before?.units[hospital])
    expect(now?.units[school]).toBe(before?.units[school])
    expect(raisedIn(before)).toBe(0)
  })
  it('is not shown again what did not change', async () => {
    const table = await foundedTable()
    const { next: shown, stop } = watcher(table)
    await shown()
    for (const number of [1, 2]) {
      const change = shown()
      // an event that the view does not hear
      const person = { personRef: `person-${number}`, capacity: 'alternate' } as const
      await table.say(speaksFor(hospital), { type: 'AppointRepresentative', data: person })
      await table.say(speaksFor(hospital), issue(number))
      expect(raisedIn(await change)).toBe(number)
    }
    stop()
  })
  it('misses nothing that happens while it is busy with what it was shown, though others look meanwhile', async () => {
    const table = await foundedTable()
    const { next: shown, stop } = watcher(table)
    await shown()
    await table.say(speaksFor(hospital), issue(1))
    expect(await raised(table)).toBe(1)
    expect(raisedIn(await shown())).toBe(1)
    await table.say(speaksFor(hospital), issue(2))
    await table.say(speaksFor(hospital), issue(3))
    expect(await raised(table)).toBe(3)
    expect(raisedIn(await shown())).toBe(3)
    stop()
  })
  it('is not alone: two watchers see the same', async () => {
    const table = await foundedTable()
    const [one, other] = [watcher(table), watcher(table)]
    await Promise.all([one.next(), other.next()])
    const changes = [one.next(), other.next()] as const
    await table.say(speaksFor(hospital), issue(1))
    expect(await changes[0]).toBe(await changes[1])
    one.stop()
    const change = other.next()
    await table.say(speaksFor(hospital), issue(2))
    expect(raisedIn(await change)).toBe(2)
    other.stop()
  })
  it('stops when told to, waiting or not', async () => {
    const table = await foundedTable()
    const { next: shown, stop } = watcher(table)
    await shown()
    const change = shown()
    stop()
    expect(await change).toBeUndefined()
    expect(await shown()).toBeUndefined()
  })
  it('may leave while it waits', async () => {
    const { engine } = await foundedTable()
    const { signal } = new AbortController()
    const shown = engine.watch(contributions, { ...here, signal })[Symbol.asyncIterator]()
    await shown.next()
    const change = shown.next()
    await shown.return?.()
    expect(await change).toEqual({ value: undefined, done: true })
  })
  it('is shown nothing any more once it was told to, though something happened', async () => {
    const table = await foundedTable()
    const { next: shown, stop } = watcher(table)
    await shown()
    const change = shown()
    await table.say(speaksFor(hospital), issue(1))
    stop()
    await expect(change).resolves.toSatisfy((value) => value === undefined || raisedIn(value) === 1)
    await table.say(speaksFor(hospital), issue(2))
    expect(await shown()).toBeUndefined()
  })
  it('is shown nothing at all where it was told to stop before it began', async () => {
    const table = await foundedTable()
    const { next: shown, stop } = watcher(table)
    stop()
    expect(await shown()).toBeUndefined()
  })
  it('stops, without an error, when the engine is closed', () =>
    withFile(async (path) => {
      const table = await foundedTable({ store: openSqliteStore(path) })
      const [waiting, busy] = [watcher(table), watcher(table)]
      await Promise.all([waiting.next(), busy.next()])
      const change = waiting.next()
      const closing = table.engine.close()
      expect(await change).toBeUndefined()
      expect(await busy.next()).toBeUndefined()
      await closing
    }))
  it('sees what another process on the file does', () =>
    withFile(async (path) => {
      const table = await foundedTable({ store: openSqliteStore(path) })
      const other = await sitDown({ store: openSqliteStore(path), wall: table.wall })
      const { next: shown, stop } = watcher(other)
      await shown()
      const change = shown()
      await table.say(speaksFor(hospital), issue(1))
      expect(raisedIn(await change)).toBe(1)
      stop()
      await table.engine.close()
      await other.engine.close()
    }))
})
