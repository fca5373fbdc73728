// Who is let in: what every command from outside is asked before its aggregate sees it.
import type { Actor, AllianceId, EnteredBy } from '@lianxi/alliance'
import { belongsAt } from '@lianxi/alliance/aggregates'
import type { Instant, Rejection } from '@lianxi/event-sourcing'
import { reject } from './rejections.js'
import type { Incoming } from './request.js'
import type { Streams } from './streams.js'

/** A command as the `authorize` hook sees it. */
export interface AuthorizationRequest {
  readonly type: string
  readonly data: unknown
  readonly allianceId: AllianceId
  readonly actor: Actor
  readonly enteredBy?: EnteredBy
  readonly occurredAt: Instant
}

/** Refuses a command by returning why; lets it pass by returning nothing. */
export type Authorize = (request: AuthorizationRequest) => string | undefined | Promise<string | undefined>

export interface DoorOptions {
  readonly streams: Streams
  readonly authorize: Authorize | undefined
  readonly now: () => Instant
}

/** Why a command from outside is not let in; undefined where it is. */
export function door({ streams, authorize, now }: DoorOptions): (incoming: Incoming) => Promise<Rejection | undefined> {
  /** Asked of the membership as it is held, and once more as it is stored before a no. */
  async function ofMembership(
    { allianceId }: Incoming,
    isSo: (state: Parameters<typeof belongsAt>[0]) => boolean,
  ): Promise<boolean> {
    const stream = { partition: allianceId, id: allianceId }
    return (await streams.membership.streams.recall(stream, isSo)) || streams.membership.streams.ask(stream, isSo)
  }

  return async (incoming) => {
    const { type, data, allianceId, actor, enteredBy, occurredAt } = incoming
    if (actor.role === 'engine') return reject('reserved-for-reactions', { type })
    const present = now()
    if (occurredAt > present) return reject('not-happened-yet', { occurredAt, now: present })
    if (type !== 'FoundAlliance') {
      const founded = await ofMembership(incoming, (state) => state.founded !== undefined)
      if (!founded) return reject('no-such-alliance', { allianceId })
      const { unitId, role } = actor
      if (
        unitId !== undefined &&
        !(await ofMembership(incoming, (state) => belongsAt(state, { unitId, role }, occurredAt)))
      ) {
        return reject('not-of-this-alliance', { unitId, occurredAt })
      }
    }
    const entered = enteredBy === undefined ? {} : { enteredBy }
    const because = await authorize?.({ type, data, allianceId, actor, ...entered, occurredAt })
    return because === undefined ? undefined : reject('not-authorized', { type, because })
  }
}
