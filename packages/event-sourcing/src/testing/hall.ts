// A small aggregate for the kernel's own tests: a hall is opened with a number of seats, which guests take and leave.
import * as z from 'zod'
import { eventBuilder, type CommandTable, type Decide, type Decider } from '../commands/decider.js'
import type { Instant } from '../terms/instant.js'
import { rejecter, type RejectionsOf } from '../terms/rejection.js'
import type { Output } from '../terms/schema.js'

const guest = z.string().min(1)

export const events = {
  HallOpened: z.strictObject({ seats: z.int().min(1) }),
  SeatTaken: z.strictObject({ guest, wishes: z.array(z.string()) }),
  HallFilled: z.strictObject({ seats: z.int() }),
  SeatLeft: z.strictObject({ guest }),
}
export type HallEvents = { [N in keyof typeof events]: Output<(typeof events)[N]> }
export const event = eventBuilder(events)

const host = z.strictObject({ role: z.literal('host') })
const anyone = z.strictObject({ role: z.enum(['host', 'guest']) })

export const commands = {
  OpenHall: { by: host, data: z.strictObject({ seats: z.int().min(1) }), gives: ['HallOpened'] },
  TakeSeat: {
    by: anyone,
    data: z.strictObject({ guest, wishes: z.array(z.string()) }),
    needs: z.strictObject({ invited: z.boolean() }),
    gives: ['SeatTaken', 'HallFilled'],
  },
  LeaveSeat: { by: anyone, data: z.strictObject({ guest }), gives: ['SeatLeft'] },
} as const satisfies CommandTable<keyof typeof events>

const rejections = {
  'hall-not-open': { sentence: () => 'the hall is not open' },
  'hall-full': { clause: 'hall.seats', sentence: (d: { seats: number }) => `all ${d.seats} seats are taken` },
  'not-invited': { sentence: (d: { guest: string }) => `${d.guest} is not invited` },
} as const
export const reject = rejecter('hall', rejections)
export type HallRejection = RejectionsOf<typeof rejections>

export interface Hall {
  /** 0 before it was opened. */
  seats: number
  guests: { name: string; wishes: string[]; since: Instant }[]
  left: string[]
}

export const decide: Decide<Hall, typeof commands, typeof events, HallRejection> = {
  OpenHall({ seats }, { data }) {
    return seats > 0 ? [] : [event('HallOpened', { seats: data.seats })]
  },
  TakeSeat({ seats, guests }, { data, facts }) {
    if (seats === 0) return reject('hall-not-open')
    if (!facts.invited) return reject('not-invited', { guest: data.guest })
    if (guests.some(({ name }) => name === data.guest)) return []
    if (guests.length >= seats) return reject('hall-full', { seats })
    const taken = event('SeatTaken', { guest: data.guest, wishes: data.wishes })
    return guests.length + 1 === seats ? [taken, event('HallFilled', { seats })] : [taken]
  },
  LeaveSeat({ guests }, { data }) {
    return guests.some(({ name }) => name === data.guest) ? [event('SeatLeft', { guest: data.guest })] : []
  },
}

export const hall: Decider<Hall, typeof events, typeof commands, HallRejection> = {
  category: 'hall',
  events,
  commands,
  initialState: () => ({ seats: 0, guests: [], left: [] }),
  evolve: {
    HallOpened(state, { seats }) {
      state.seats = seats
    },
    SeatTaken(state, { guest, wishes }, { occurredAt }) {
      state.guests.push({ name: guest, wishes: [...wishes], since: occurredAt })
    },
    HallFilled() {},
    SeatLeft(state, { guest }) {
      state.guests = state.guests.filter(({ name }) => name !== guest)
      state.left.push(guest)
    },
  },
  decide,
}
