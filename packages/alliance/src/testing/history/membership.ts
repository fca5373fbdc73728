// What may be asked of the membership: five units join, speak, rest, leave and come back.
import { charterPresets } from '../../charter.js'
import type { PersonRef, UnitId } from '../../ids.js'
import type { MembershipCommands } from '../../membership/commands.js'
import { isSuspended, unitIds } from '../../membership/rules.js'
import { people, units } from '../cast.js'
import { chairActor, membersOf, secretary, type Suggestions } from './suggestion.js'
import { speaking, type Pick } from './pick.js'
import type { SeenWorld } from './world.js'

function membershipIn(world: SeenWorld) {
  return Object.values(world.membership)[0]
}

function inOfficeFor(world: SeenWorld, unitId: UnitId): readonly PersonRef[] {
  const unit = membershipIn(world)?.units[unitId]
  return (unit?.representatives ?? []).filter(({ to }) => to === undefined).map(({ personRef }) => personRef)
}

function founded(world: SeenWorld): boolean {
  return membershipIn(world)?.founded !== undefined
}

/** Something that a member says of itself. */
function said<Data>(world: SeenWorld, pick: Pick, data: (unitId: UnitId) => Data | undefined) {
  const unitId = pick.wild ? pick.one(units) : pick.one(membersOf(world, pick))
  const says = unitId === undefined ? undefined : data(unitId)
  return unitId === undefined || says === undefined ? undefined : { data: says, actor: speaking(unitId) }
}

export const membershipSuggestions: Suggestions<MembershipCommands> = {
  FoundAlliance: (world, pick) => {
    if (founded(world) && !pick.wild) return undefined
    const charter = pick.of(
      charterPresets['robert-majority'],
      charterPresets['kunming-quarterly-consensus'],
      charterPresets['association-2/3'],
    )
    return { data: { name: '西苑街道党建联盟', timeZone: 'Asia/Shanghai', charter }, actor: chairActor }
  },
  AdmitUnit: (world, pick) => {
    const members = membersOf(world, pick)
    const unitId = pick.one(units, (unit) => founded(world) && !members.includes(unit))
    if (unitId === undefined) return undefined
    const code = pick.wild ? 'U01' : `U${String(units.indexOf(unitId) + 1).padStart(2, '0')}`
    const seat = pick.rarely(6) ? 'nonVoting' : 'voting'
    return {
      data: { unitId, code, name: `unit ${code}`, kind: pick.of('residentUnit', 'community', 'privateSector'), seat },
      actor: secretary,
    }
  },
  RenameUnit: (world, pick) =>
    pick.rarely(6) ? said(world, pick, () => ({ name: `${pick.line()} unit` })) : undefined,
  AppointRepresentative: (world, pick) =>
    said(world, pick, (unitId) => {
      const personRef = pick.one(people, (person) => !inOfficeFor(world, unitId).includes(person))
      const titular = inOfficeFor(world, unitId).length > 0
      return personRef === undefined
        ? undefined
        : { personRef, capacity: titular && !pick.wild ? 'alternate' : 'representative' }
    }),
  ReplaceRepresentative: (world, pick) =>
    said(world, pick, (unitId) => {
      const former = pick.one(people, (person) => inOfficeFor(world, unitId).includes(person))
      const personRef = pick.one(people, (person) => !inOfficeFor(world, unitId).includes(person))
      return former === undefined || personRef === undefined ? undefined : { former, personRef }
    }),
  SuspendUnit: (world, pick) => {
    const unitId = pick.rarely(4) ? pick.one(membersOf(world, pick)) : undefined
    return unitId === undefined ? undefined : { data: { unitId, reason: pick.line() }, actor: chairActor }
  },
  ReinstateUnit: (world, pick) => {
    const state = membershipIn(world)
    const unitId = pick.one(state === undefined ? [] : unitIds(state), (id) => {
      const unit = state?.units[id]
      return unit !== undefined && isSuspended(unit)
    })
    return unitId === undefined ? undefined : { data: { unitId }, actor: chairActor }
  },
  WithdrawUnit: (world, pick) => (pick.rarely(8) ? said(world, pick, () => ({ reason: pick.line() })) : undefined),
}
