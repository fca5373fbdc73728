// A reaction on the hall, run by as many programs as a test likes: for the kernel's own tests.
import { LianxiError } from '../terms/errors.js'
import { reactionCommandId } from '../texts/derived-id.js'
import type { ErrorPolicy } from '../waiting/error-policy.js'
import type { EventStore } from '../stores/event-store.js'
import type { OnReactionDisturbance } from '../reactions/disturbance.js'
import { follow } from '../reactions/follow.js'
import { memoryStore } from '../stores/memory-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import type { Position } from '../terms/position.js'
import { settle } from '../reactions/react.js'
import { Reacting } from '../reactions/reacting.js'
import type { Reaction } from '../reactions/reaction.js'
import type { ViewStore } from '../stores/view-store.js'
import type { HallEvents } from './hall.js'
import { anyCodec, hallBench, hallName, minute } from './hall-bench.js'

export interface Invite {
  readonly type: 'TakeSeat'
  readonly guest: string
}

/** Whoever takes a seat brings a friend, who brings a friend, who comes alone. */
export const friendsCome: Reaction<Pick<HallEvents, 'SeatTaken'>, Invite> = {
  name: 'friends-come',
  from: 'start',
  on: {
    SeatTaken({ data: { guest } }) {
      return guest.length < 5 ? [{ type: 'TakeSeat', guest: `${guest}+` }] : []
    },
  },
}
/** How an event is read, and when it is parked. */
export const reads = { codec: anyCodec, now: () => minute(59) }
/** What a store throws that does not answer for a time. */
export const away = () => new LianxiError('store-unavailable', { store: 'the hall', reason: 'nobody answers' })
export const key = { name: 'reaction/friends-come', version: '1', partition: '' }

export interface Setting {
  readonly store?: EventStore
  readonly viewStore?: ViewStore
  readonly reaction?: Reaction<Pick<HallEvents, 'SeatTaken'>, Invite>
  /** Thrown in place of the command, once for each. */
  readonly failures?: unknown[]
  readonly onError?: ErrorPolicy
  readonly onDisturbance?: OnReactionDisturbance
}

/** One process that runs the reaction; another on the same stores is the next process. */
export async function runner({
  store = memoryStore(),
  viewStore = memoryViewStore(),
  reaction = friendsCome,
  failures = [],
  onError,
  onDisturbance,
}: Setting = {}) {
  const bench = hallBench(store)
  const held = bench.hold()
  const issued: string[] = []
  const standing: (Position | undefined)[] = []
  const reacting = new Reacting<Invite>({
    // it is handed the events that it names, which the codec has parsed
    reaction,
    store,
    viewStore,
    ...reads,
    ...(onError === undefined ? {} : { onError }),
    ...(onDisturbance === undefined ? {} : { onDisturbance }),
    async issue({ type, guest }, { event, reaction: name }) {
      const failure = failures.shift()
      if (failure !== undefined) throw failure
      issued.push(guest)
      standing.push(reacting.checkpoint)
      const commandId = reactionCommandId({ eventId: event.id, reaction: name, commandType: type, stream: hallName })
      return bench.take(held, guest, { commandId })
    },
  })
  await reacting.begin()
  return {
    store,
    viewStore,
    bench,
    held,
    issued,
    standing,
    reacting,
    settle: (signal?: AbortSignal) =>
      settle({ reacting: [reacting], store, ...(signal === undefined ? {} : { signal }) }),
    follow: (signal: AbortSignal) => follow(reacting, { store, signal }),
    guests: async () => {
      await held.readTail()
      return held.state.guests.map(({ name }) => name)
    },
  }
}

/** A process with a reaction that gives no commands. */
export function hearer(store: EventStore, reaction: Reaction<Pick<HallEvents, 'SeatTaken'>, Invite>): Reacting<Invite> {
  return new Reacting<Invite>({
    reaction,
    store,
    viewStore: memoryViewStore(),
    ...reads,
    issue: () => Promise.reject(new Error('nothing is issued')),
  })
}
