// Questions about an action: who takes part in it, and whether a date is past the due date in force.
import type { DeepReadonly } from '@lianxi/event-sourcing'
import type { CalendarDate } from '../calendar.js'
import type { UnitId } from '../ids.js'
import type { Work } from './evolve.js'

export function leads(unitId: UnitId, { leadUnitId }: DeepReadonly<Work>): boolean {
  return unitId === leadUnitId
}

export function takesPart(unitId: UnitId, work: DeepReadonly<Work>): boolean {
  return leads(unitId, work) || work.coUnitIds.includes(unitId)
}

/** The due date itself is still in time. */
export function isPastDue(on: CalendarDate, { dueOn }: Pick<Work, 'dueOn'>): boolean {
  return on > dueOn
}
