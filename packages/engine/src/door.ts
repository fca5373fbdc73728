// Who is let in: what every command from outside is asked before its aggregate sees it.
import type { Actor, AllianceId, EnteredBy } from '@lianxi/alliance'
import { belongsAt, type deciders } from '@lianxi/alliance/aggregates'
import type { Instant, Question, Rejection } from '@lianxi/event-sourcing'
import { reject } from './rejections.js'
import type { Incoming } from './request.js'
import type { Streams } from './streams.js'

type Membership = ReturnType<(typeof deciders.membership)['initialState']>

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
  const membership = streams.membership.streams

  return async (incoming) => {
    const { type, data, allianceId, actor, enteredBy, occurredAt } = incoming
    if (actor.role === 'engine') return reject('reserved-for-reactions', { type })
    const present = now()
    if (occurredAt > present) return reject('not-happened-yet', { occurredAt, now: present })
    if (type !== 'FoundAlliance') {
      const stream = { partition: allianceId, id: allianceId }
      const { unitId, role } = actor
      const judge: Question<Membership, Rejection | 'in'> = (state) => {
        if (state.founded === undefined) return reject('no-such-alliance', { allianceId })
        if (unitId === undefined || belongsAt(state, { unitId, role }, occurredAt)) return 'in'
        return reject('not-of-this-alliance', { unitId, occurredAt })
      }
      // asked of the membership as it is held, and once more as it is stored before a no
      const judged = membership.recall(stream, judge) === 'in' ? 'in' : await membership.ask(stream, judge)
      if (judged !== 'in') return judged
    }
    if (authorize === undefined) return undefined
    const entered = enteredBy === undefined ? {} : { enteredBy }
    const because = await authorize({ type, data, allianceId, actor, occurredAt, ...entered })
    return because === undefined ? undefined : reject('not-authorized', { type, because })
  }
}
