// What is true of an alliance's membership. Others ask it about instants, so it keeps intervals.
import type { Evolve, Instant } from '@lianxi/event-sourcing'
import type * as z from 'zod'
import type { TimeZone } from '../calendar.js'
import type { charter } from '../charter.js'
import type { PersonRef, UnitId } from '../ids.js'
import type { Interval } from '../interval.js'
import type { events } from './events.js'
import type { UnitKind } from './unit.js'

export interface Representative extends Interval {
  personRef: PersonRef
  capacity: 'representative' | 'alternate'
}

export interface Seated extends Interval {
  seat: 'voting' | 'nonVoting'
}

export interface Unit {
  code: string
  name: string
  kind: UnitKind
  /** One for each time that it joined, with the seat that it had. */
  memberships: Seated[]
  suspensions: Interval[]
  representatives: Representative[]
}

export interface Membership {
  founded?: { at: Instant; name: string; convenorUnitId: UnitId; timeZone: TimeZone; charter: z.output<typeof charter> }
  units: Record<UnitId, Unit>
}

export function initialState(): Membership {
  return { units: {} }
}

function end(intervals: readonly Interval[], at: Instant): void {
  const open = intervals.findLast(({ to }) => to === undefined)
  if (open !== undefined) open.to = at
}

export const evolve: Evolve<Membership, typeof events> = {
  AllianceFounded(membership, { name, convenorUnitId, timeZone, charter }, { occurredAt }) {
    membership.founded = { at: occurredAt, name, convenorUnitId, timeZone, charter: { ...charter } }
  },
  UnitAdmitted(membership, { unitId, code, name, kind, seat }, { occurredAt }) {
    const known = membership.units[unitId]
    const memberships = [...(known?.memberships ?? []), { from: occurredAt, seat }]
    const past = { suspensions: known?.suspensions ?? [], representatives: known?.representatives ?? [] }
    membership.units[unitId] = { code, name, kind, memberships, ...past }
  },
  UnitRenamed(membership, { unitId, name }) {
    const unit = membership.units[unitId]
    if (unit !== undefined) unit.name = name
  },
  RepresentativeAppointed(membership, { unitId, personRef, capacity }, { occurredAt }) {
    membership.units[unitId]?.representatives.push({ personRef, capacity, from: occurredAt })
  },
  RepresentativeReplaced(membership, { unitId, former, personRef }, { occurredAt }) {
    const representatives = membership.units[unitId]?.representatives
    const leaving = representatives?.find((one) => one.personRef === former && one.to === undefined)
    if (leaving === undefined) return
    leaving.to = occurredAt
    representatives?.push({ personRef, capacity: leaving.capacity, from: occurredAt })
  },
  UnitSuspended(membership, { unitId }, { occurredAt }) {
    membership.units[unitId]?.suspensions.push({ from: occurredAt })
  },
  UnitReinstated(membership, { unitId }, { occurredAt }) {
    end(membership.units[unitId]?.suspensions ?? [], occurredAt)
  },
  UnitWithdrawn(membership, { unitId }, { occurredAt }) {
    const unit = membership.units[unitId]
    if (unit === undefined) return
    for (const intervals of [unit.memberships, unit.suspensions, unit.representatives]) {
      for (const interval of intervals) interval.to ??= occurredAt
    }
  },
}
