import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../stores/memory-store.js'
import type { EventStore } from '../../stores/event-store.js'
import { broken, type StorePlace, type StoreUnderTest } from './case.js'
import { onPlace } from './stage.js'

const stuck = () => new Promise<never>(() => {})
const law = () => broken('the law', 'of the case itself')
const failing = () => Promise.reject(new Error('the door is stuck'))

/** What a case ends with on a place, and what was done behind it. */
async function outcome(place: Partial<StorePlace>, run: (open: () => Promise<EventStore>) => Promise<unknown>) {
  const done: string[] = []
  const subject: StoreUnderTest = {
    name: 'the store',
    place: () => ({ open: memoryStore, remove: () => void done.push('removed'), ...place }),
    capabilities: { durable: false, severalProcesses: false },
    viewStore: true,
    patience: 50,
    property: { runs: 0 },
  }
  const ended = await onPlace(subject, ({ open }) => run(open)).then(
    () => 'well',
    (error: unknown) => String(error),
  )
  return [ended, ...done]
}

describe('a place is cleared away behind a case', () => {
  it('also where the case fails', async () => {
    expect(await outcome({}, async () => law())).toEqual([expect.stringContaining('of the case itself'), 'removed'])
  })

  it('and where a store cannot be closed, which is told unless the case has something to tell', async () => {
    const place = { open: () => ({ ...memoryStore(), close: failing }) }
    const closed = await outcome(place, (open) => open())
    expect(closed).toEqual(['Error: the door is stuck', 'removed'])
    const own = await outcome(place, async (open) => (await open(), law()))
    expect(own).toEqual([expect.stringContaining('of the case itself'), 'removed'])
  })

  it('and where a close, or an opening, never ends, which breaks the law', async () => {
    const closed = await outcome({ open: () => ({ ...memoryStore(), close: stuck }) }, (open) => open())
    expect(closed).toEqual([expect.stringContaining('the close behind the case\nit did not come'), 'removed'])
    const opened = await outcome({ open: stuck }, (open) => open())
    expect(opened).toEqual([expect.stringContaining('the opening\nit did not come'), 'removed'])
  })

  it('and where a call of the store is never answered', async () => {
    const asked = await outcome({ open: () => ({ ...memoryStore(), head: stuck }) }, async (open) =>
      (await open()).head(),
    )
    expect(asked).toEqual([expect.stringContaining('the end of the case\nit did not come'), 'removed'])
  })
})
