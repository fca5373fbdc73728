// Questions about a meeting at an instant.
import type { DeepReadonly, Instant } from '@lianxi/event-sourcing'
import type { PersonRef, TopicId, UnitId } from '../ids.js'
import { covers } from '../interval.js'
import type { Standing } from './attendance.js'
import { phases, type Meeting, type Phase, type Presence } from './evolve.js'

type State = DeepReadonly<Meeting>

export function isBefore(phase: Phase, other: Phase): boolean {
  return phases.indexOf(phase) < phases.indexOf(other)
}

/** Whether the meeting takes topics: from the call on, up to the last instant that it named, or until somebody closed it. */
export function callAt({ call }: State, at: Instant): 'notOpened' | 'open' | 'closed' {
  if (call === undefined || at < call.from) return 'notOpened'
  const ended = at > call.closesAt || (call.closedAt !== undefined && at >= call.closedAt)
  return ended ? 'closed' : 'open'
}

export function inSessionAt({ session }: State, at: Instant): boolean {
  return session !== undefined && covers(session, at)
}

/** The units whose vote is in the room at an instant, in the order in which they came. */
export function presentUnitsAt({ presences }: State, at: Instant): readonly UnitId[] {
  const voting = presences.filter((one) => one.capacity === 'voting' && covers(one, at))
  return [...new Set(voting.map(({ unitId }) => unitId))]
}

/** Whether people may come and go: after notice was given, for an emergency at once. */
export function mayGather({ phase, kind }: State): boolean {
  return !isBefore(phase, kind === 'emergency' ? 'planned' : 'noticed')
}

/** Where a person is now, if in the room. */
export function presenceOf({ presences }: State, personRef: PersonRef): DeepReadonly<Presence> | undefined {
  return presences.find((one) => one.personRef === personRef && one.to === undefined)
}

/** Whether the unit's vote is taken at an instant, or was taken later by what is known now. */
export function voteIsHeldFrom({ presences }: State, unitId: UnitId, at: Instant): boolean {
  return presences.some(
    (one) => one.unitId === unitId && one.capacity === 'voting' && (one.to === undefined || at < one.to),
  )
}

/** How a unit stands when the meeting ends. */
export function standingOf({ presences, excused }: State, unitId: UnitId): Standing {
  if (presences.some((one) => one.unitId === unitId)) return 'attended'
  return excused.includes(unitId) ? 'excused' : 'missed'
}

/** The topics of the agenda that stands which these items leave out; undefined where they leave out none. */
export function droppedBy(
  items: readonly { readonly topicId?: TopicId }[],
  { topicIds }: State,
): readonly TopicId[] | undefined {
  const kept = new Set(items.map(({ topicId }) => topicId))
  const dropped = topicIds.filter((topicId) => !kept.has(topicId))
  return dropped.length === 0 ? undefined : dropped
}

/** The first topic that stands twice among these items. */
export function topicTwice(items: readonly { readonly topicId?: TopicId }[]): TopicId | undefined {
  const topicIds = items.flatMap(({ topicId }) => topicId ?? [])
  return topicIds.find((topicId, index) => topicIds.indexOf(topicId) !== index)
}
