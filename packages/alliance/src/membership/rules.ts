// Questions about an alliance's membership at an instant.
import type { DeepReadonly, Instant } from '@lianxi/event-sourcing'
import type { Role } from '../actor.js'
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

/** The offices that the convening unit holds, a member or not; it was there before any unit was admitted. */
const convening: readonly Role[] = ['convenor', 'rotatingChair', 'secretariat']

/** Whether an actor's unit may act here: as a member, or as the one that convenes, in an office. */
export function belongsAt(
  membership: State,
  { unitId, role }: { readonly unitId: UnitId; readonly role: Role },
  at: Instant,
): boolean {
  if (isMemberAt(membership, unitId, at)) return true
  return membership.founded?.convenorUnitId === unitId && convening.includes(role)
}

/** The units that are members at an instant. */
export function memberUnitsAt(membership: State, at: Instant): readonly UnitId[] {
  return unitIds(membership).filter((unitId) => isMemberAt(membership, unitId, at))
}

/** The units with a vote at an instant, in the order of their codes. */
export function votingUnitsAt(membership: State, at: Instant): readonly UnitId[] {
  return unitIds(membership)
    .map((unitId) => ({ unitId, unit: membership.units[unitId] }))
    .filter(({ unit }) => unit?.memberships.some((one) => one.seat === 'voting' && covers(one, at)))
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
