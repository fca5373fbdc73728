// Questions about an issue.
import type { DeepReadonly } from '@lianxi/event-sourcing'
import type { UnitId } from '../ids.js'
import type { Issue } from './evolve.js'

type State = DeepReadonly<Issue>

export function isTriaged({ triage }: State): boolean {
  return triage !== undefined
}

export function isOnAgenda({ agenda }: State, { meetingId, topicId }: NonNullable<State['agenda']>): boolean {
  return agenda?.meetingId === meetingId && agenda.topicId === topicId
}

/** A unit reopens what concerns it: what it raised, or what it found to be fixed. */
export function mayReopen({ raisedBy, verifierUnitId }: State, unitId: UnitId): boolean {
  return raisedBy === unitId || verifierUnitId === unitId
}
