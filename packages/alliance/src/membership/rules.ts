// Questions about an alliance's membership at an instant.
import type { DeepReadonly, Instant } from '@lianxi/event-sourcing'
import type { PersonRef, UnitId } from '../ids.js'
import { covers } from '../interval.js'
import type { Membership, Representative, Unit } from './evolve.js'

type State = DeepReadonly<Membership>

function isMember(unit: DeepReadonly<Unit>, at: Instant): boolean {
  return unit.memberships.some((interval) => covers(interval, at))
}

export function isMemberAt(membership: State, unitId: UnitId, at: Instant): boolean {
  const unit = membership.units[unitId]
  return unit !== undefined && isMember(unit, at)
}

/** Whether a unit may act here: as a member, or as the one that convenes. */
export function belongsAt(membership: State, unitId: UnitId, at: Instant): boolean {
  return isMemberAt(membership, unitId, at) || membership.founded?.convenorUnitId === unitId
}

/** The units that are members at an instant. */
export function memberUnitsAt(membership: State, at: Instant): readonly UnitId[] {
  return unitIds(membership).filter((unitId) => isMemberAt(membership, unitId, at))
}

/** The units with a vote at an instant, in the order of their codes. */
export function votingUnitsAt(membership: State, at: Instant): readonly UnitId[] {
  return unitIds(membership)
    .map((unitId) => ({ unitId, unit: membership.units[unitId] }))
    .filter(({ unit }) => unit?.seat === 'voting' && isMember(unit, at))
    .filter(({ unit }) => unit?.suspensions.every((interval) => !covers(interval, at)))
    .toSorted((a, b) => ((a.unit?.code ?? '') < (b.unit?.code ?? '') ? -1 : 1))
    .map(({ unitId }) => unitId)
}

/** The ids under which the units are kept. */
export function unitIds(membership: State): readonly UnitId[] {
  // the keys were written as UnitIds; Object.keys forgets it
  return Object.keys(membership.units) as UnitId[]
}

export function isSuspended(unit: DeepReadonly<Unit>): boolean {
  return unit.suspensions.some(({ to }) => to === undefined)
}

export function isPresentMember(unit: DeepReadonly<Unit> | undefined): unit is DeepReadonly<Unit> {
  return unit?.memberships.at(-1) !== undefined && unit.memberships.at(-1)?.to === undefined
}

/** The unit that goes by a code now, if any. */
export function holderOfCode(membership: State, code: string): UnitId | undefined {
  return unitIds(membership).find((unitId) => {
    const unit = membership.units[unitId]
    return isPresentMember(unit) && unit.code === code
  })
}

export function inOfficeNow(unit: DeepReadonly<Unit>, personRef: PersonRef): DeepReadonly<Representative> | undefined {
  return unit.representatives.find((one) => one.personRef === personRef && one.to === undefined)
}

export function representativeNow(unit: DeepReadonly<Unit>): DeepReadonly<Representative> | undefined {
  return unit.representatives.find((one) => one.capacity === 'representative' && one.to === undefined)
}
