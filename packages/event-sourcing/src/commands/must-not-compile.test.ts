// What the types must refuse of a decider. Each expectation quotes the error it expects; docs/types.test.ts compiles
// this file with the expectations and without. Nothing here runs.
import { describe, it } from 'vitest'
import * as z from 'zod'
import type { CommandTable, Decide, Decider, Evolve } from './decider.js'
import type { Instant } from '../terms/instant.js'
import { scenarios } from '../testing/given.js'
import { event, hall, reject, type commands, type events, type Hall, type HallRejection } from '../testing/hall.js'

type HallDecide = Decide<Hall, typeof commands, typeof events, HallRejection>
const { HallOpened, HallFilled, SeatTaken, SeatLeft } = hall.evolve
const { OpenHall, TakeSeat, LeaveSeat } = hall.decide

/** A page that is compiled and never run. */
function page(title: string, _text: () => unknown): void {
  it(title, () => {})
}

describe('a record of an aggregate', () => {
  page('has an entry of evolve for every event', () => {
    // @ts-expect-error Property 'SeatLeft' is missing
    const missing: Evolve<Hall, typeof events> = { HallOpened, HallFilled, SeatTaken }
    // @ts-expect-error 'SeatSwapped' does not exist
    const tooMany: Evolve<Hall, typeof events> = { HallOpened, HallFilled, SeatTaken, SeatLeft, SeatSwapped() {} }
    return [missing, tooMany]
  })
  page('has an entry of decide for every command', () => {
    // @ts-expect-error Property 'LeaveSeat' is missing
    const missing: HallDecide = { OpenHall, TakeSeat }
    // @ts-expect-error 'SwapSeats' does not exist
    const tooMany: HallDecide = { OpenHall, TakeSeat, LeaveSeat, SwapSeats: () => [] }
    return [missing, tooMany]
  })
  page('declares only events that there are', () => {
    const declared = {
      // @ts-expect-error '"HallOpend"' is not assignable
      OpenHall: { by: z.strictObject({}), data: z.strictObject({}), gives: ['HallOpend'] },
    } as const satisfies CommandTable<keyof typeof events>
    return declared
  })
})

describe('a decision', () => {
  page('gives only events that its command declares', () => {
    const decide: Partial<HallDecide> = {
      // @ts-expect-error '"SeatTaken"' is not assignable
      LeaveSeat: () => [event('SeatTaken', { guest: 'ann', wishes: [] })],
      // @ts-expect-error '"HallFilled"' is not assignable
      OpenHall: () => [event('HallOpened', { seats: 1 }), event('HallFilled', { seats: 1 })],
    }
    return decide
  })
  page('gives events with just the fields that they have', () => {
    // @ts-expect-error 'reason' does not exist
    event('SeatLeft', { guest: 'ann', reason: 'it was late' })
    // @ts-expect-error Property 'wishes' is missing
    event('SeatTaken', { guest: 'ann' })
    // @ts-expect-error 'number' is not assignable
    event('SeatLeft', { guest: 7 })
    // @ts-expect-error '"SeatSwapped"' is not assignable
    event('SeatSwapped', { guest: 'ann' })
  })
  page('sees only the facts that its command declares', () => {
    const decide: Partial<HallDecide> = {
      // @ts-expect-error 'invted' does not exist
      TakeSeat: (_hall, { facts }) => (facts.invted ? [] : reject('hall-not-open')),
      // @ts-expect-error 'facts' is possibly 'undefined'
      LeaveSeat: (_hall, { facts }) => (facts.invited ? [] : reject('hall-not-open')),
    }
    return decide
  })
  page('sees only the fields that its command has', () => {
    const decide: Partial<HallDecide> = {
      // @ts-expect-error 'name' does not exist
      LeaveSeat: (_hall, { data }) => [event('SeatLeft', { guest: data.name })],
      // @ts-expect-error have no overlap
      OpenHall: (_hall, { actor }) => (actor.role === 'guest' ? [] : []),
    }
    return decide
  })
  page('says no with the details of its reason', () => {
    // @ts-expect-error 'seat' does not exist
    reject('hall-full', { seat: 3 })
    // @ts-expect-error 'guest' does not exist
    reject('hall-full', { seats: 3, guest: 'ann' })
    // @ts-expect-error Expected 2 arguments
    reject('hall-full')
    // @ts-expect-error Expected 1 arguments
    reject('hall-not-open', { seats: 3 })
    // @ts-expect-error '"hall-burnt-down"' is not assignable
    reject('hall-burnt-down')
  })
  page('says no for a reason of its own aggregate', () => {
    const other = { code: 'club/closed', reason: 'closed', message: '', details: undefined } as const
    // @ts-expect-error '"closed"' is not assignable
    const decide: Partial<HallDecide> = { LeaveSeat: () => other }
    return decide
  })
  page('is made at once, and leaves the state alone', () => {
    const decide: Partial<HallDecide> = {
      // @ts-expect-error Promise<never[]>
      LeaveSeat: async () => [],
      TakeSeat({ guests }, { data }) {
        // @ts-expect-error 'push' does not exist
        guests.push({ name: data.guest })
        // @ts-expect-error read-only property
        data.guest = 'bo'
        return []
      },
    }
    return decide
  })
})

describe('evolve', () => {
  page('keeps no array of an event without a copy', () => {
    const evolve: Partial<Evolve<Hall, typeof events>> = {
      SeatTaken(state, { guest, wishes }, { occurredAt }) {
        // @ts-expect-error is 'readonly' and cannot be assigned
        state.guests.push({ name: guest, wishes, since: occurredAt })
        // @ts-expect-error is 'readonly' and cannot be assigned
        state.left = wishes
        state.left = [...wishes]
      },
    }
    return evolve
  })
  page('does not change an event', () => {
    const evolve: Partial<Evolve<Hall, typeof events>> = {
      SeatTaken(_state, data) {
        // @ts-expect-error 'push' does not exist
        data.wishes.push('more')
        // @ts-expect-error read-only property
        data.guest = 'bo'
      },
    }
    return evolve
  })
  page('takes no text for an instant', () => {
    // @ts-expect-error 'string' is not assignable
    const since: Instant = '2018-03-01T09:00:00.000Z'
    return since
  })
})

describe('a test of a decider', () => {
  // compiled only: the defaults are never asked
  const given = () => scenarios(hall, {} as never)()

  page('asks commands that there are, with their fields, of those who may give them', () => {
    // @ts-expect-error '"SwapSeats"' is not assignable
    given().when({ type: 'SwapSeats', data: {} })
    // @ts-expect-error 'wishes' does not exist
    given().when({ type: 'LeaveSeat', data: { guest: 'ann', wishes: [] } })
    // @ts-expect-error '"guest"' is not assignable
    given().when({ type: 'OpenHall', data: { seats: 3 }, by: { role: 'guest' } })
  })
  page('expects events and reasons that there are, with their fields', () => {
    const answer = given().when({ type: 'LeaveSeat', data: { guest: 'ann' } })
    // @ts-expect-error 'reason' does not exist
    answer.then({ type: 'SeatLeft', data: { guest: 'ann', reason: 'late' } })
    // @ts-expect-error '"hall-burnt-down"' is not assignable
    answer.thenRejected('hall-burnt-down')
    // @ts-expect-error 'seat' does not exist
    answer.thenRejected('hall-full', { seat: 3 })
  })
  page('says by default who gives each command, and what each fact is where a command needs some', () => {
    const by = { OpenHall: { role: 'host' }, TakeSeat: { role: 'guest' }, LeaveSeat: { role: 'guest' } } as const
    const facts = { TakeSeat: { invited: true } } as const
    // @ts-expect-error Property 'facts' is missing
    scenarios(hall, { at: '', by })
    // @ts-expect-error Property 'TakeSeat' is missing
    scenarios(hall, { at: '', by, facts: {} })
    const { LeaveSeat: _, ...some } = by
    // @ts-expect-error Property 'LeaveSeat' is missing
    scenarios(hall, { at: '', by: some, facts })
  })
  page('says nothing of facts where no command needs any', () => {
    const by = { OpenHall: { role: 'host' } } as const
    const ofItself: Decider<Hall, typeof events, Pick<typeof commands, 'OpenHall'>, HallRejection> = hall
    scenarios(ofItself, { at: '', by })
    // @ts-expect-error not assignable to type 'never'
    scenarios(ofItself, { at: '', by, facts: { OpenHall: { invited: true } } })
  })
})
