// What stands after a command that met a store that fails, a decider with a bug, or the events of a newer program.
import { describe, expect, it } from 'vitest'
import { canonicalText } from '../texts/canonical.js'
import { LianxiError } from '../terms/errors.js'
import type { NewEvent } from '../stores/event-store.js'
import { memoryStore } from '../stores/memory-store.js'
import { event, hall } from '../testing/hall.js'
import { hallBench, hallName, minute, uuid } from '../testing/hall-bench.js'
import { openedHall, revisions, storeThat } from '../testing/opened-hall.js'

describe('a store that fails', () => {
  it('leaves the state as it was, and the next command goes on', async () => {
    const { store, held: _, bench } = await openedHall()
    let failing = true
    const diskFull = new Error('the disk is full')
    const shaky = hallBench(
      storeThat(store, async (...append) => {
        if (failing) throw diskFull
        await store.append(...append)
      }),
    )
    const held = shaky.hold()
    await held.load()
    const before = { state: canonicalText(held.state), revision: held.revision, hash: held.hash }
    await expect(shaky.take(held, 'ann', { commandId: uuid(910) })).rejects.toBe(diskFull)
    expect({ state: canonicalText(held.state), revision: held.revision, hash: held.hash }).toEqual(before)
    expect(held.firstRevisionOf(uuid(910))).toBeUndefined()
    failing = false
    expect(revisions(await shaky.take(held, 'ann', { commandId: uuid(910) }))).toEqual([1])
    expect(await bench.stored()).toHaveLength(2)
  })
  it('after it had stored: a retry under the same id gives the receipt, and nothing is stored twice', async () => {
    const { store, bench } = await openedHall(1)
    let failing = true
    const lost = new Error('the connection was lost')
    const shaky = hallBench(
      storeThat(store, async (...append) => {
        await store.append(...append)
        if (failing) throw lost
      }),
    )
    const held = shaky.hold()
    const how = { commandId: uuid(911) }
    await expect(shaky.take(held, 'ann', how)).rejects.toBe(lost)
    failing = false
    const receipt = await shaky.take(held, 'ann', how)
    expect(revisions(receipt)).toEqual([1, 2])
    expect(await bench.take(bench.hold(), 'ann', how)).toEqual(receipt)
    expect(await bench.stored()).toHaveLength(3)
  })
})

describe('a decider with a bug', () => {
  it('that decides an event which its schema refuses stores nothing', async () => {
    const { store } = await openedHall()
    const bench = hallBench(store, {
      decider: {
        ...hall,
        decide: { ...hall.decide, LeaveSeat: () => [{ type: 'SeatLeft', data: { guest: '' } }] },
      },
    })
    const held = bench.hold()
    await expect(bench.leave(held, 'ann')).rejects.toMatchObject({
      code: 'invalid-input',
      details: { what: 'SeatLeft', path: 'guest' },
    })
    expect(await bench.stored()).toHaveLength(1)
    expect(held.revision).toBe(0)
  })
  it('that fails half way through an event leaves a held stream that answers nothing more', async () => {
    const { store, bench: whole } = await openedHall()
    const bug = new LianxiError('invalid-input', { what: 'a bug', path: '', reason: 'in evolve' })
    const decider: typeof hall = {
      ...hall,
      evolve: {
        ...hall.evolve,
        SeatTaken(state) {
          state.seats = 0
          throw bug
        },
      },
    }
    const bench = hallBench(store, { decider })
    const held = bench.hold()
    const queued = [bench.take(held, 'ann'), bench.take(held, 'bo'), bench.open(held, 9)]
    for (const answer of queued) await expect(answer).rejects.toBe(bug)
    expect(held.broken).toBe(true)
    await expect(held.readTail()).rejects.toBe(bug)
    await expect(held.load()).rejects.toBe(bug)
    // a question that was on its way with an older tail
    const asked = hallBench(memoryStore(), { decider }).hold()
    const taken = { ...event('SeatTaken', { guest: 'ann', wishes: [] }), revision: 0, hash: '' }
    const metadata = { occurredAt: minute(0), commandId: uuid(913) }
    const tail = asked.readTail()
    expect(() => asked.absorb({ ...taken, metadata })).toThrow(bug)
    await expect(tail).rejects.toBe(bug)
    // the event itself stands: it was stored before it was folded
    expect((await whole.stored()).map(({ type }) => type)).toEqual(['HallOpened', 'SeatTaken'])
    expect(revisions(await whole.take(whole.hold(), 'bo'))).toEqual([2])
  })
})

describe('a stream that a newer program wrote to', () => {
  it('is written to no more', async () => {
    const { store, bench, held } = await openedHall()
    const newer: NewEvent = { id: uuid(912), type: 'SeatSwapped', data: '{}', metadata: '{}', hash: '0'.repeat(64) }
    await store.append(hallName, [newer], 0)
    const refused = { code: 'newer-event', details: { stream: hallName, revision: 1, type: 'SeatSwapped' } }
    await expect(bench.take(held, 'ann')).rejects.toMatchObject(refused)
    await expect(bench.take(bench.hold(), 'ann')).rejects.toMatchObject(refused)
    await expect(bench.open(held, 3)).rejects.toMatchObject(refused)
    expect(await bench.stored()).toHaveLength(2)
  })
})
