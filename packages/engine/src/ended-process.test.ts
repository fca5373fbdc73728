import type { AnyEvent } from '@lianxi/alliance'
import { memoryStore, memoryViewStore } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { decide, foundedTable, sitDown } from './test-alliance.js'
import { failingOnce, lasting } from './test-stores.js'

describe('a process that ends', () => {
  async function undisturbed(): Promise<readonly AnyEvent[]> {
    const table = await foundedTable()
    await decide(table)
    await table.engine.settle()
    return table.history()
  }

  it('between a command and its reactions leaves a history that settles as if it had not', async () => {
    const store = memoryStore()
    const table = await foundedTable({ store })
    await decide(table)
    const next = await sitDown({ store, wall: table.wall })
    await next.engine.settle()
    expect(await next.history()).toEqual(await undisturbed())
  })
  it('between what a reaction asked and the note that it did leaves one, too', async () => {
    const store = memoryStore()
    const { viewStore, fail } = failingOnce(memoryViewStore())
    const table = await foundedTable({ store, viewStore })
    await decide(table)
    fail('an-adopted-resolution-opens-its-actions')
    await expect(table.engine.settle()).rejects.toThrow('the process ended')
    expect(await table.heard('ActionAssigned')).toHaveLength(1)
    const next = await sitDown({ store, viewStore, wall: table.wall })
    await next.engine.settle()
    expect(await next.history()).toEqual(await undisturbed())
  })
  it('or that goes on in spite of it, as well', async () => {
    const { viewStore, fail } = failingOnce(memoryViewStore())
    const table = await foundedTable({ viewStore })
    await decide(table)
    fail('an-adopted-resolution-opens-its-actions')
    fail('an-issue-taken-to-a-meeting-follows-the-outcome')
    await expect(table.engine.settle()).rejects.toThrow('the process ended')
    await expect(table.engine.settle()).rejects.toThrow('the process ended')
    await table.engine.settle()
    expect(await table.history()).toEqual(await undisturbed())
  })
  it('after the first of several reactions to one event loses none of the others', async () => {
    const store = memoryStore()
    const table = await foundedTable({ store })
    await decide(table)
    const stopped = await sitDown({ store: lasting(store, 2), wall: table.wall })
    await expect(stopped.engine.settle()).rejects.toThrow('the power went out')
    const next = await sitDown({ store, wall: table.wall })
    await next.engine.settle()
    expect(await next.history()).toEqual(await undisturbed())
  })
})
