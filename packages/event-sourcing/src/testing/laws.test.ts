import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { CommandTable, Decider } from '../commands/decider.js'
import type { Rejection } from '../terms/rejection.js'
import { hall, type Hall } from './hall.js'
import { minute } from './hall-bench.js'
import type { LawfulCommand } from './law-bench.js'
import { deciderLaws } from './laws.js'

const guests = fc.constantFrom('ann', 'bo', 'cy')
const takeSeat = fc.record({ guest: guests, wishes: fc.array(guests, { maxLength: 2 }) }).map((data) => ({
  type: 'TakeSeat',
  data,
  by: { role: 'guest' },
  facts: { invited: true },
}))
const leaveSeat = guests.map((guest) => ({ type: 'LeaveSeat', data: { guest }, by: { role: 'guest' } }))
const openHall = fc.constant({ type: 'OpenHall', data: { seats: 2 }, by: { role: 'host' } })

const sequences: fc.Arbitrary<readonly LawfulCommand[]> = fc
  .tuple(openHall, fc.array(fc.oneof(openHall, takeSeat, leaveSeat), { maxLength: 12 }))
  .map(([first, others]) => [first, ...others].map((command, index) => ({ ...command, at: minute(index) })))

type AnyDecider<State> = Decider<State, typeof hall.events, typeof hall.commands, Rejection>

/** What each law says of a decider: undefined where it holds, else what it throws. */
async function judge<State>(decider: AnyDecider<State>): Promise<ReadonlyMap<string, string | undefined>> {
  const tests = new Map<string, () => Promise<void>>()
  deciderLaws({ describe: (_title, body) => body(), it: (title, body) => void tests.set(title, body) }, decider, {
    commands: sequences,
    runs: 40,
    seed: 7,
  })
  const judged = new Map<string, string | undefined>()
  for (const [title, test] of tests) judged.set(title, await test().then(() => undefined, String))
  return judged
}

async function brokenLaws<State>(decider: AnyDecider<State>): Promise<readonly string[]> {
  return [...(await judge(decider))].filter(([, broken]) => broken !== undefined).map(([title]) => title)
}

function evolving(evolve: Partial<typeof hall.evolve>): typeof hall {
  return { ...hall, evolve: { ...hall.evolve, ...evolve } }
}

deciderLaws({ describe, it }, hall, { commands: sequences })

describe('a lawful decider', () => {
  it('is asked about every law', async () => {
    expect([...(await judge(hall))]).toEqual([
      ['a replayed state is the live state', undefined],
      ['folding in place and folding in drafts agree', undefined],
      ['the same command twice gives the first receipt and stores nothing', undefined],
      ['a decision leaves the state alone', undefined],
      ['folding leaves the events alone', undefined],
    ])
  })
})

describe('"a replayed state is the live state" is broken by', () => {
  const law = 'a replayed state is the live state'

  it('an evolve entry that counts its calls', async () => {
    let calls = 0
    const decider = evolving({
      HallOpened(state) {
        state.seats = 10 + ++calls
      },
    })
    expect(await brokenLaws(decider)).toContain(law)
  })
  it('an initial state that is the same object each time', async () => {
    const state = hall.initialState()
    expect(await brokenLaws({ ...hall, initialState: () => state })).toContain(law)
  })
  it('a decision that writes into the state what no event says', async () => {
    const decider: typeof hall = {
      ...hall,
      decide: {
        ...hall.decide,
        LeaveSeat(state, request) {
          // as a decision would that was written past the types
          ;(state as Hall).left.push(request.data.guest)
          return hall.decide.LeaveSeat(state, request)
        },
      },
    }
    const broken = await brokenLaws(decider)
    expect(broken).toContain(law)
    expect(broken).toContain('a decision leaves the state alone')
  })
  it('a state that is not plain JSON', async () => {
    interface Register {
      guests: Map<string, number>
    }
    const decider: AnyDecider<Register> = {
      ...hall,
      initialState: () => ({ guests: new Map<string, number>() }),
      evolve: { HallOpened() {}, SeatTaken() {}, HallFilled() {}, SeatLeft() {} },
      decide: { OpenHall: () => [], TakeSeat: () => [], LeaveSeat: () => [] },
    }
    expect(await brokenLaws(decider)).toContain(law)
  })
  it('an evolve entry that throws', async () => {
    const decider = evolving({
      SeatLeft() {
        throw new Error('nobody leaves')
      },
    })
    expect(await brokenLaws(decider)).toContain(law)
  })
  it('an evolve entry that takes the keys of a record in the order in which they came', async () => {
    const events = { Counted: z.strictObject({ votes: z.record(z.string(), z.int()) }) }
    const commands = {
      Count: { by: z.strictObject({}), data: events.Counted, gives: ['Counted'] },
    } as const satisfies CommandTable<keyof typeof events>
    const tally: Decider<{ order: string[] }, typeof events, typeof commands> = {
      category: 'tally',
      events,
      commands,
      initialState: () => ({ order: [] }),
      evolve: {
        Counted(state, { votes }) {
          state.order = Object.keys(votes)
        },
      },
      decide: { Count: (_state, { data }) => [{ type: 'Counted', data: { votes: data.votes } }] },
    }
    const failures: string[] = []
    const pending: Promise<void>[] = []
    deciderLaws(
      {
        describe: (_title, body) => body(),
        it: (title, body) => void pending.push(body().catch(() => void failures.push(title))),
      },
      tally,
      {
        commands: fc.constant([{ type: 'Count', data: { votes: { no: 1, aye: 2 } }, by: {}, at: minute(0) }]),
        runs: 1,
      },
    )
    await Promise.all(pending)
    expect(failures).toEqual([law])
  })
})

describe('"folding in place and folding in drafts agree" is broken by', () => {
  it('one object in two places of the state', async () => {
    interface Register {
      latest: { name: string; left: boolean }
      all: { name: string; left: boolean }[]
    }
    const decider: AnyDecider<Register> = {
      ...hall,
      initialState: () => ({ latest: { name: '', left: false }, all: [] }),
      evolve: {
        HallOpened() {},
        HallFilled() {},
        SeatTaken(state, { guest }) {
          const entry = { name: guest, left: false }
          state.latest = entry
          state.all.push(entry)
        },
        SeatLeft(state) {
          state.latest.left = true
        },
      },
      decide: {
        OpenHall: () => [],
        TakeSeat: (_state, { data }) => [{ type: 'SeatTaken', data }],
        LeaveSeat: (_state, { data }) => [{ type: 'SeatLeft', data }],
      },
    }
    expect(await brokenLaws(decider)).toContain('folding in place and folding in drafts agree')
  })
})

describe('"a decision leaves the state alone" is broken by', () => {
  const law = 'a decision leaves the state alone'

  it('a decision that sorts the state it was shown', async () => {
    const decider: typeof hall = {
      ...hall,
      decide: {
        ...hall.decide,
        TakeSeat(state, request) {
          // as a decision would that was written past the types
          ;(state as Hall).guests.sort((a, b) => (a.name < b.name ? -1 : 1))
          return hall.decide.TakeSeat(state, request)
        },
      },
    }
    expect(await brokenLaws(decider)).toContain(law)
  })
  it('a decision that answers something else the second time', async () => {
    let calls = 0
    const decider: typeof hall = {
      ...hall,
      decide: {
        ...hall.decide,
        OpenHall: (state, request) => (++calls % 2 ? [] : hall.decide.OpenHall(state, request)),
      },
    }
    expect(await brokenLaws(decider)).toContain(law)
  })
})

describe('"folding leaves the events alone" is broken by', () => {
  it('an evolve entry that keeps an array of an event and changes it later', async () => {
    const decider = evolving({
      SeatTaken(state, { guest, wishes }, { occurredAt }) {
        // as an entry would that was written past the types
        state.guests.push({ name: guest, wishes: wishes as string[], since: occurredAt })
      },
      SeatLeft(state, { guest }) {
        for (const { wishes } of state.guests) wishes.push(`after ${guest}`)
      },
    })
    expect(await brokenLaws(decider)).toContain('folding leaves the events alone')
  })
  it('an evolve entry that completes an event', async () => {
    const decider = evolving({
      SeatLeft(state, data) {
        // as an entry would that was written past the types
        ;(data as { guest: string }).guest += ', who left'
        state.left.push(data.guest)
      },
    })
    expect(await brokenLaws(decider)).toContain('folding leaves the events alone')
  })
})

describe('a broken law', () => {
  it('says which, with the shortest story that shows it and both values', async () => {
    const forgetful = evolving({
      SeatTaken(state, { guest }, { occurredAt }) {
        state.guests.push({ name: guest, wishes: [String(++told)], since: occurredAt })
      },
    })
    let told = 0
    const said = (await judge(forgetful)).get('a replayed state is the live state') ?? ''
    expect(said).toMatch(/Counterexample: \[\[\{"type":"OpenHall"/)
    expect(said).not.toContain('LeaveSeat')
    const broken = await new Promise<unknown>((resolve) => {
      deciderLaws(
        {
          describe: (_title, body) => body(),
          it: (title, body) => void (title.startsWith('a replayed') && body().catch(resolve)),
        },
        forgetful,
        { commands: sequences, runs: 40, seed: 7 },
      )
    })
    expect(broken).toMatchObject({
      cause: { code: 'law-broken', details: { law: 'the state after TakeSeat, replayed' } },
    })
  })
  it('is a command that the decider does not know, in the story itself', async () => {
    const unknown = fc.constant([{ type: 'TakeTable', data: {}, by: {}, at: minute(0) }])
    const pending: Promise<void>[] = []
    deciderLaws({ describe: (_title, body) => body(), it: (_title, body) => void pending.push(body()) }, hall, {
      commands: unknown,
      runs: 1,
    })
    const [first] = await Promise.allSettled(pending)
    expect(first).toMatchObject({ status: 'rejected', reason: { cause: { code: 'unknown-command' } } })
  })
})
