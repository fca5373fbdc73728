import { describe, expect, it } from 'vitest'
import { canonicalText } from '../texts/canonical.js'
import { eventHash } from '../texts/chain.js'
import { eventId } from '../texts/derived-id.js'
import { hallName, metadata, minute, uuid } from '../testing/hall-bench.js'
import { names, openedHall, revisions } from '../testing/opened-hall.js'

describe('a command', () => {
  it('stores what was decided, and the held state has it', async () => {
    const { bench, held } = await openedHall(1)
    const receipt = await bench.take(held, 'ann')
    expect(revisions(receipt)).toEqual([1, 2])
    expect(held.revision).toBe(2)
    expect(names(held)).toEqual(['ann'])
    const [, taken, filled] = await bench.stored()
    expect([taken?.type, filled?.type]).toEqual(['SeatTaken', 'HallFilled'])
    expect(receipt).toEqual({
      stream: hallName,
      events: [
        { id: taken?.id, type: 'SeatTaken', revision: 1 },
        { id: filled?.id, type: 'HallFilled', revision: 2 },
      ],
    })
  })
  it('leaves events that say who, when and why, under ids that follow, in one chain', async () => {
    const { bench, held } = await openedHall(1)
    await bench.take(held, 'ann', { commandId: uuid(901), at: minute(5) })
    const stored = await bench.stored()
    let previous = ''
    for (const event of stored) {
      expect(event.hash).toBe(eventHash({ previous, stream: hallName, revision: event.revision }, event))
      previous = event.hash
    }
    expect(held.hash).toBe(previous)
    for (const [index, event] of stored.slice(1).entries()) {
      expect(event.id).toBe(eventId(hallName, uuid(901), index))
      expect(event.metadata).toBe(canonicalText(JSON.parse(event.metadata)))
      expect(metadata.parse(JSON.parse(event.metadata))).toEqual({
        actor: { role: 'host' },
        commandHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        commandId: uuid(901),
        occurredAt: minute(5),
        recordedAt: minute(59),
        schemaVersion: 1,
      })
    }
  })
  it('that changes nothing stores nothing', async () => {
    const { bench, held } = await openedHall()
    expect(await bench.open(held, 9)).toEqual({ stream: hallName, events: [] })
    expect(await bench.stored()).toHaveLength(1)
  })
  it('that is refused stores nothing and says why', async () => {
    const { bench, held } = await openedHall(1)
    await bench.take(held, 'ann')
    expect(await bench.take(held, 'bo')).toEqual({
      code: 'hall/hall-full',
      reason: 'hall-full',
      message: 'all 1 seats are taken',
      details: { seats: 1 },
      clause: 'hall.seats',
    })
    expect(await bench.stored()).toHaveLength(3)
    expect(held.revision).toBe(2)
  })
  it('waits for those before it in its stream, and a failed one does not hold them up', async () => {
    const { bench, held } = await openedHall()
    const bug = new Error('a bug in the facts')
    const answers = await Promise.allSettled([
      bench.take(held, 'ann'),
      bench.take(held, 'bo', { facts: () => Promise.reject(bug) }),
      bench.leave(held, 'ann'),
    ])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(names(held)).toEqual([])
    expect(await bench.stored()).toHaveLength(3)
  })
})
