// The units, people and instants that example events, tests and arbitraries share.
import { instant, type Instant } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { personRef, unitId, type PersonRef, type UnitId } from '../ids.js'

/** A UUID that is easy to recognise: `uuid('a', 7)` ends in 7. */
export function uuid(kind: string, number: number): string {
  return `00000000-0000-4000-8${kind.charCodeAt(0).toString(16).padStart(3, '0')}-${String(number).padStart(12, '0')}`
}

/** Unit 1 convenes; 2 is the hospital, 3 the school, 4 and 5 are communities. */
export const units: readonly [UnitId, UnitId, UnitId, UnitId, UnitId] = [
  unitId.parse(uuid('u', 1)),
  unitId.parse(uuid('u', 2)),
  unitId.parse(uuid('u', 3)),
  unitId.parse(uuid('u', 4)),
  unitId.parse(uuid('u', 5)),
]
export const [convenorUnit, hospital, school, chunyuan, kaiyuan] = units

export const people: readonly [PersonRef, PersonRef, PersonRef] = [
  personRef.parse('person-1'),
  personRef.parse('person-2'),
  personRef.parse('person-3'),
]

export const convenor = { role: 'convenor', unitId: convenorUnit } as const
export const secretariat = { role: 'secretariat' } as const
export const engineActor = { role: 'engine' } as const

/** Someone who speaks for a unit. */
export function speaksFor(unitId: UnitId): { readonly role: 'memberRepresentative'; readonly unitId: UnitId } {
  return { role: 'memberRepresentative', unitId }
}

/** Minutes after the morning on which examples begin. */
export function minute(count: number): Instant {
  return instant.parse(new Date(Date.UTC(2018, 2, 2, 1, count)).toISOString())
}

export const anyUnit: fc.Arbitrary<UnitId> = fc.constantFrom(...units)
export const anyPerson: fc.Arbitrary<PersonRef> = fc.constantFrom(...people)
export const anyLine: fc.Arbitrary<string> = fc.constantFrom('parking', '错时停车', 'school gate', '学校门口交通 🚸')
export const anyMemberUnit = anyUnit.map(speaksFor)
export const anyOffice = fc.constantFrom(convenor, secretariat)
