import { describe, expect, it } from 'vitest'
import { canonicalText } from '../texts/canonical.js'
import { eventHash } from '../texts/chain.js'
import { eventId } from '../texts/derived-id.js'
import { LianxiError } from '../terms/errors.js'
import type { NewEvent } from '../stores/event-store.js'
import { memoryStore } from '../stores/memory-store.js'
import { isRejection, type Rejection } from '../terms/rejection.js'
import type { Receipt } from './receipt.js'
import { event, hall } from '../testing/hall.js'
import { hallBench, hallName, metadata, minute, uuid, type HallStore, type HeldHall } from '../testing/hall-bench.js'

/** A store that does something first, or instead, when events are added. */
function storeThat(store: HallStore, append: HallStore['append']): HallStore {
  return { readStream: store.readStream, append }
}

function revisions(answer: Receipt | Rejection): readonly number[] {
  expect(answer).toHaveProperty('events')
  return isRejection(answer) ? [] : answer.events.map(({ revision }) => revision)
}

function names(held: HeldHall): readonly string[] {
  return held.state.guests.map(({ name }) => name)
}

async function opened(seats = 3) {
  const store = memoryStore()
  const bench = hallBench(store)
  const held = bench.hold()
  await bench.open(held, seats)
  return { store, bench, held, texts: async () => (await bench.stored()).map(({ data }) => data) }
}

describe('a command', () => {
  it('stores what was decided, and the held state has it', async () => {
    const { bench, held } = await opened(1)
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
    const { bench, held } = await opened(1)
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
    const { bench, held } = await opened()
    expect(await bench.open(held, 9)).toEqual({ stream: hallName, events: [] })
    expect(await bench.stored()).toHaveLength(1)
  })
  it('that is refused stores nothing and says why', async () => {
    const { bench, held } = await opened(1)
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
    const { bench, held } = await opened()
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

describe('two writers on one stream', () => {
  it('each absorb what the other stored, and decide again', async () => {
    const { bench, held: one } = await opened(40)
    const other = bench.hold()
    await other.load()
    const guests = Array.from({ length: 20 }, (_, index) => `guest ${index}`)
    const answers = await Promise.all(
      guests.flatMap((guest) => [bench.take(one, `${guest} of one`), bench.take(other, `${guest} of the other`)]),
    )
    const given = answers.flatMap(revisions).toSorted((a, b) => a - b)
    const stored = await bench.stored()
    expect(given).toEqual(stored.slice(1).map(({ revision }) => revision))
    // 40 guests, the opening, and that the last of them filled the hall
    expect(stored.map(({ revision }) => revision)).toEqual(Array.from({ length: 42 }, (_, index) => index))
    await Promise.all([one.readTail(), other.readTail()])
    expect(names(one)).toHaveLength(40)
    expect(canonicalText(one.state)).toBe(canonicalText(other.state))
  })
  it('cannot both take the last seat', async () => {
    const { bench, held: one } = await opened(1)
    const other = bench.hold()
    await other.load()
    const answers = await Promise.all([bench.take(one, 'ann'), bench.take(other, 'bo')])
    const said = answers.map((answer) => (isRejection(answer) ? answer.reason : 'seated'))
    expect(said.toSorted()).toEqual(['hall-full', 'seated'])
    expect((await bench.stored()).map(({ type }) => type)).toEqual(['HallOpened', 'SeatTaken', 'HallFilled'])
  })
  it('of whom one is faster ten times: the other gives up with a conflict, and may try again', async () => {
    const { store, bench, held: rival } = await opened(100)
    let tries = 0
    let rivalry = true
    const slow = hallBench(
      storeThat(store, async (stream, events, expected) => {
        if (rivalry) await bench.take(rival, `rival ${++tries}`)
        await store.append(stream, events, expected)
      }),
    )
    const held = slow.hold()
    await expect(slow.take(held, 'ann', { commandId: uuid(902) })).rejects.toMatchObject({
      code: 'revision-conflict',
      retryable: true,
      details: { stream: hallName, actual: 10 },
    })
    expect(tries).toBe(10)
    rivalry = false
    expect(revisions(await slow.take(held, 'ann', { commandId: uuid(902) }))).toEqual([11])
  })
  it('decide on the tail before they say no', async () => {
    const { bench, held } = await opened(1)
    await bench.take(held, 'ann')
    await bench.leave(bench.hold(), 'ann')
    expect(names(held)).toEqual(['ann'])
    expect(revisions(await bench.take(held, 'bo'))).toEqual([4, 5])
  })
  it('decide on the tail before they say that it is so already', async () => {
    const { bench, held } = await opened()
    await bench.take(held, 'ann')
    await bench.leave(bench.hold(), 'ann')
    expect(revisions(await bench.take(held, 'ann'))).toEqual([3])
  })
})

describe('facts', () => {
  it('are asked once where nobody came between', async () => {
    const { bench, held } = await opened()
    let asked = 0
    await bench.take(held, 'ann', { facts: async () => ({ invited: ++asked > 0 }) })
    expect(asked).toBe(1)
  })
  it('are asked again, of the new state, when a conflict brought something', async () => {
    const { bench, held } = await opened()
    const rival = bench.hold()
    const seen: (readonly string[])[] = []
    const facts = async (state: typeof held.state) => {
      seen.push(state.guests.map(({ name }) => name))
      if (seen.length === 1) await bench.take(rival, 'rival')
      return { invited: seen.length > 1 }
    }
    // not invited at first: that no is not given, for the tail brought something
    expect(revisions(await bench.take(held, 'ann', { facts }))).toEqual([2])
    expect(seen).toEqual([[], ['rival']])
  })
  it('are asked again when a question to the stream read its tail meanwhile', async () => {
    const { bench, held } = await opened()
    const rival = bench.hold()
    const seen: number[] = []
    const facts = async () => {
      seen.push(held.revision)
      if (seen.length === 1) {
        await bench.take(rival, 'rival')
        await held.readTail()
      }
      return { invited: true }
    }
    expect(revisions(await bench.take(held, 'ann', { facts }))).toEqual([2])
    expect(seen).toEqual([0, 1])
  })
  it('are not asked for a command that was stored, though another process stored it meanwhile', async () => {
    const { bench, held } = await opened()
    const rival = bench.hold()
    const how = { commandId: uuid(903) }
    let first: Receipt | Rejection | undefined
    const facts = async () => {
      first = await bench.take(rival, 'ann', how)
      await held.readTail()
      return { invited: true }
    }
    expect(await bench.take(held, 'ann', { ...how, facts })).toEqual(first)
    expect(await bench.stored()).toHaveLength(2)
  })
})

describe('the same command twice', () => {
  it('gives the first receipt and stores nothing', async () => {
    const { bench, held } = await opened(1)
    const how = { commandId: uuid(904) }
    const first = await bench.take(held, 'ann', how)
    await bench.leave(held, 'ann')
    await bench.take(held, 'bo')
    expect(await bench.take(held, 'ann', how)).toEqual(first)
    expect(revisions(first)).toEqual([1, 2])
    expect(await bench.stored()).toHaveLength(6)
  })
  it('gives it also where the stream was not held any more', async () => {
    const { bench, held } = await opened(1)
    const how = { commandId: uuid(905) }
    const first = await bench.take(held, 'ann', how)
    await bench.leave(held, 'ann')
    expect(await bench.take(bench.hold(), 'ann', how)).toEqual(first)
  })
  it('at once from two processes stores one', async () => {
    const { bench, held } = await opened()
    const how = { commandId: uuid(906) }
    const [one, other] = await Promise.all([bench.take(held, 'ann', how), bench.take(bench.hold(), 'ann', how)])
    expect(one).toEqual(other)
    expect(await bench.stored()).toHaveLength(2)
  })
  it('is refused where it says something else', async () => {
    const { bench, held } = await opened()
    const how = { commandId: uuid(907) }
    await bench.take(held, 'ann', how)
    const reused = { code: 'command-id-reused', details: { stream: hallName, commandId: uuid(907) } }
    await expect(bench.take(held, 'bo', how)).rejects.toMatchObject(reused)
    await expect(bench.leave(held, 'ann', how)).rejects.toMatchObject(reused)
    await expect(bench.take(held, 'ann', { ...how, at: minute(1) })).rejects.toMatchObject(reused)
    await expect(bench.take(bench.hold(), 'bo', how)).rejects.toMatchObject(reused)
    expect(await bench.stored()).toHaveLength(2)
  })
  it('is judged anew where it stored nothing the first time', async () => {
    const { bench, held } = await opened(1)
    const how = { commandId: uuid(908) }
    await bench.take(held, 'ann')
    expect(revisions(await bench.take(held, 'ann', how))).toEqual([])
    expect(await bench.take(held, 'bo', { commandId: uuid(909) })).toMatchObject({ reason: 'hall-full' })
    await bench.leave(held, 'ann')
    expect(revisions(await bench.take(held, 'bo', { commandId: uuid(909) }))).toEqual([4, 5])
    await bench.leave(held, 'bo')
    expect(revisions(await bench.take(held, 'ann', how))).toEqual([7, 8])
  })
})

describe('a store that fails', () => {
  it('leaves the state as it was, and the next command goes on', async () => {
    const { store, held: _, bench } = await opened()
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
    const { store, bench } = await opened(1)
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
    const { store } = await opened()
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
    const { store, bench: whole } = await opened()
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
    const { store, bench, held } = await opened()
    const newer: NewEvent = { id: uuid(912), type: 'SeatSwapped', data: '{}', metadata: '{}', hash: '0'.repeat(64) }
    await store.append(hallName, [newer], 0)
    const refused = { code: 'newer-event', details: { stream: hallName, revision: 1, type: 'SeatSwapped' } }
    await expect(bench.take(held, 'ann')).rejects.toMatchObject(refused)
    await expect(bench.take(bench.hold(), 'ann')).rejects.toMatchObject(refused)
    await expect(bench.open(held, 3)).rejects.toMatchObject(refused)
    expect(await bench.stored()).toHaveLength(2)
  })
})
