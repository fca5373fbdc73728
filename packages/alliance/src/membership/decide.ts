// What membership answers.
import { eventBuilder, type Decide, type DeepReadonly, type Instant } from '@lianxi/event-sourcing'
import type { UnitId } from '../ids.js'
import type { commands } from './commands.js'
import { events } from './events.js'
import type { Membership, Unit } from './evolve.js'
import { reject, type MembershipRejection } from './rejections.js'
import { holderOfCode, inOfficeNow, isPresentMember, isSuspended, representativeNow } from './rules.js'

const event = eventBuilder(events)

function beforeItBegan(began: Instant | undefined, at: Instant): MembershipRejection | undefined {
  return began !== undefined && at < began ? reject('before-it-began', { began }) : undefined
}

/** Answers for a unit that is a member now, and was one then, or says that it is or was none. */
function ofMember<Answer>(
  membership: DeepReadonly<Membership>,
  { unitId, occurredAt }: { readonly unitId: UnitId; readonly occurredAt: Instant },
  answer: (unit: DeepReadonly<Unit>) => Answer,
): Answer | MembershipRejection {
  const unit = membership.units[unitId]
  if (!isPresentMember(unit)) return reject('not-a-member', { unitId })
  return beforeItBegan(unit.memberships.at(-1)?.from, occurredAt) ?? answer(unit)
}

export const decide: Decide<Membership, typeof commands, typeof events, MembershipRejection> = {
  FoundAlliance({ founded }, { data, actor }) {
    if (founded !== undefined) return reject('alliance-already-founded', { name: founded.name })
    return [event('AllianceFounded', { ...data, convenorUnitId: actor.unitId })]
  },
  AdmitUnit(membership, { data, occurredAt }) {
    const { founded } = membership
    if (founded === undefined) return reject('alliance-not-founded')
    const known = membership.units[data.unitId]
    const left = known?.memberships.at(-1)?.to
    if (isPresentMember(known)) return reject('already-a-member', { unitId: data.unitId })
    const holder = holderOfCode(membership, data.code)
    if (holder !== undefined) return reject('code-taken', { code: data.code, unitId: holder })
    return beforeItBegan(founded.at, occurredAt) ?? beforeItBegan(left, occurredAt) ?? [event('UnitAdmitted', data)]
  },
  RenameUnit(membership, { data: { name }, actor: { unitId }, occurredAt }) {
    return ofMember(membership, { unitId, occurredAt }, (unit) =>
      unit.name === name ? [] : [event('UnitRenamed', { unitId, name })],
    )
  },
  AppointRepresentative(membership, { data: { personRef, capacity }, actor: { unitId }, occurredAt }) {
    return ofMember(membership, { unitId, occurredAt }, (unit) => {
      const present = inOfficeNow(unit, personRef)
      if (present?.capacity === capacity) return []
      if (present !== undefined) return reject('already-in-office', { personRef })
      const titular = representativeNow(unit)
      if (capacity === 'representative' && titular !== undefined)
        return reject('seat-taken', { personRef: titular.personRef })
      return [event('RepresentativeAppointed', { unitId, personRef, capacity })]
    })
  },
  ReplaceRepresentative(membership, { data: { former, personRef }, actor: { unitId }, occurredAt }) {
    return ofMember(membership, { unitId, occurredAt }, (unit) => {
      const leaving = inOfficeNow(unit, former)
      if (leaving === undefined) return reject('not-in-office', { personRef: former })
      if (inOfficeNow(unit, personRef) !== undefined) return reject('already-in-office', { personRef })
      return beforeItBegan(leaving.from, occurredAt) ?? [event('RepresentativeReplaced', { unitId, former, personRef })]
    })
  },
  SuspendUnit(membership, { data: { unitId, reason }, occurredAt }) {
    return ofMember(membership, { unitId, occurredAt }, (unit) =>
      isSuspended(unit) ? [] : [event('UnitSuspended', { unitId, reason })],
    )
  },
  ReinstateUnit(membership, { data: { unitId }, occurredAt }) {
    return ofMember(membership, { unitId, occurredAt }, (unit) => {
      if (!isSuspended(unit)) return []
      return beforeItBegan(unit.suspensions.at(-1)?.from, occurredAt) ?? [event('UnitReinstated', { unitId })]
    })
  },
  WithdrawUnit(membership, { data: { reason }, actor: { unitId }, occurredAt }) {
    return ofMember(membership, { unitId, occurredAt }, () => [event('UnitWithdrawn', { unitId, reason })])
  },
}
