// Who acts. References point at persons outside the log; nobody has a name here.
import { unitCalled, type Unit, type UnitCode } from '../roster.js'

/** The unit whose representative changes in the course of the story. */
export const replacement = { code: 'U02', on: '2018-05-08' } as const satisfies { code: UnitCode; on: string }

export function representativeOf({ code }: Unit, date: string): string {
  const second = code === replacement.code && date >= replacement.on
  return `person/${code}-${second ? '2' : '1'}`
}

export function alternateOf({ code }: Unit): string {
  return `person/${code}-alternate`
}

/** Whoever speaks for a unit: communities through their office, others through their representative. */
export function speaker(unit: Unit, date: string) {
  const role = unit.sort === 'community' ? 'communityOffice' : 'memberRepresentative'
  return { role, unitId: unit.id, personRef: representativeOf(unit, date) } as const
}

export const convenorUnit = unitCalled('U15')
export const convenor = { role: 'convenor', unitId: convenorUnit.id, personRef: 'person/U15-1' } as const
export const secretariat = { role: 'secretariat', personRef: 'person/secretariat' } as const
export const verifier = { role: 'verifier', personRef: 'person/verifier' } as const
export const resident = { role: 'resident' } as const

export function chairFrom(unit: Unit, date: string) {
  return { role: 'rotatingChair', unitId: unit.id, personRef: representativeOf(unit, date) } as const
}
