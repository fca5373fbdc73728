// Who is let in: what every command from outside is asked before its aggregate sees it.
import type { Actor, AllianceId, EnteredBy } from '@lianxi/alliance'
import { belongsAt, type deciders } from '@lianxi/alliance/aggregates'
import type { Instant, Question, Rejection } from '@lianxi/event-sourcing'
import { reject } from './rejections.js'
import type { Circumstances, Incoming } from './request.js'
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

/** Why a command from outside is not let in; undefined where it is. Waits only where it must. */
export function door({
  streams,
  authorize,
  now,
}: DoorOptions): (incoming: Incoming) => Rejection | undefined | Promise<Rejection | undefined> {
  const membership = streams.membership.streams

  async function authorized({ type, data, about }: Incoming): Promise<Rejection | undefined> {
    const { allianceId, actor, enteredBy, occurredAt } = about
    const entered = enteredBy === undefined ? {} : { enteredBy }
    const because = await authorize?.({ type, data, allianceId, actor, occurredAt, ...entered })
    return because === undefined ? undefined : reject('not-authorized', { type, because })
  }

  /** The judgement on the membership as it is stored, where the one that is held did not let a command in. */
  async function judged(incoming: Incoming, judge: Judge): Promise<Rejection | undefined> {
    const { allianceId } = incoming.about
    const judgement = await membership.ask({ partition: allianceId, id: allianceId }, judge)
    return judgement === 'in' ? authorized(incoming) : judgement
  }

  return (incoming) => {
    const { type, about } = incoming
    const { allianceId, actor, occurredAt } = about
    if (actor.role === 'engine') return reject('reserved-for-reactions', { type })
    const present = now()
    if (occurredAt > present) return reject('not-happened-yet', { occurredAt, now: present })
    if (type !== 'FoundAlliance') {
      const judge = judgeOf(about)
      if (membership.recall({ partition: allianceId, id: allianceId }, judge) !== 'in') return judged(incoming, judge)
    }
    return authorize === undefined ? undefined : authorized(incoming)
  }
}

type Judge = Question<Membership, Rejection | 'in'>

function judgeOf({ allianceId, actor: { unitId, role }, occurredAt }: Circumstances): Judge {
  return (state) => {
    if (state.founded === undefined) return reject('no-such-alliance', { allianceId })
    if (unitId === undefined || belongsAt(state, { unitId, role }, occurredAt)) return 'in'
    return reject('not-of-this-alliance', { unitId, occurredAt })
  }
}
