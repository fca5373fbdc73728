import { eventBuilder } from '@lianxi/event-sourcing'
import { at, scenarios } from '@lianxi/event-sourcing/testing'
import { describe, expect, it } from 'vitest'
import { charterPresets } from '../charter.js'
import {
  chunyuan,
  convenor,
  convenorUnit,
  hospital,
  minute,
  people,
  school,
  secretariat,
  speaksFor,
} from '../testing/cast.js'
import { events } from './events.js'
import {
  chunyuanAdmitted,
  founding,
  hospitalAdmitted,
  hospitalRepresented,
  schoolAdmitted,
} from './membership.controls.js'
import { membership } from './membership.js'
import { belongsAt, votingUnitsAt } from './rules.js'

const event = eventBuilder(events)
const given = scenarios(membership, {
  at: minute(100),
  by: {
    FoundAlliance: convenor,
    AdmitUnit: secretariat,
    RenameUnit: speaksFor(hospital),
    AppointRepresentative: speaksFor(hospital),
    ReplaceRepresentative: speaksFor(hospital),
    SuspendUnit: convenor,
    ReinstateUnit: convenor,
    WithdrawUnit: speaksFor(hospital),
  },
})

describe('founding', () => {
  const charter = charterPresets['robert-majority']

  it('an alliance is founded by the unit that convenes it, with a charter', () => {
    given()
      .when({ type: 'FoundAlliance', data: { name: '联盟', timeZone: 'Asia/Shanghai', charter } })
      .then(event('AllianceFounded', { ...founding.data, name: '联盟', charter, convenorUnitId: convenorUnit }))
  })
  it('an alliance is founded once', () => {
    given(founding)
      .when({ type: 'FoundAlliance', data: { name: '又一个', timeZone: 'Asia/Shanghai', charter } })
      .thenRejected('alliance-already-founded', { name: founding.data.name })
  })
})

describe('joining', () => {
  it('a unit is admitted to an alliance that was founded', () => {
    given(founding).when({ type: 'AdmitUnit', data: hospitalAdmitted.data }).then(hospitalAdmitted)
    given().when({ type: 'AdmitUnit', data: hospitalAdmitted.data }).thenRejected('alliance-not-founded')
  })
  it('a member is not admitted again', () => {
    given(founding, hospitalAdmitted)
      .when({ type: 'AdmitUnit', data: { ...hospitalAdmitted.data, code: 'U09' } })
      .thenRejected('already-a-member', { unitId: hospital })
  })
  it('no two members go by one code', () => {
    given(founding, hospitalAdmitted)
      .when({ type: 'AdmitUnit', data: { ...schoolAdmitted.data, code: 'U02' } })
      .thenRejected('code-taken', { code: 'U02', unitId: hospital })
  })
  it('a unit that has left may come back under its id, and its code is free for others meanwhile', () => {
    const left = event('UnitWithdrawn', { unitId: hospital, reason: 'moved away' })
    given(founding, hospitalAdmitted, left)
      .when({ type: 'AdmitUnit', data: hospitalAdmitted.data })
      .then(hospitalAdmitted)
    given(founding, hospitalAdmitted, left)
      .when({ type: 'AdmitUnit', data: { ...schoolAdmitted.data, code: 'U02' } })
      .then(event('UnitAdmitted', { ...schoolAdmitted.data, code: 'U02' }))
  })
  it('nobody is admitted before the alliance was founded', () => {
    const admit = { type: 'AdmitUnit', data: hospitalAdmitted.data } as const
    given(at(minute(50), founding))
      .when({ ...admit, at: minute(49) })
      .thenRejected('before-it-began', { began: minute(50) })
    given(at(minute(50), founding))
      .when({ ...admit, at: minute(50) })
      .then(hospitalAdmitted)
  })
  it('a unit comes back after it left, at the earliest as it leaves', () => {
    const left = at(minute(50), event('UnitWithdrawn', { unitId: hospital, reason: 'moved away' }))
    const wasMember = given(at(minute(0), founding), at(minute(10), hospitalAdmitted), left)
    const admit = { type: 'AdmitUnit', data: hospitalAdmitted.data } as const
    wasMember.when({ ...admit, at: minute(49) }).thenRejected('before-it-began', { began: minute(50) })
    wasMember.when({ ...admit, at: minute(50) }).then(hospitalAdmitted)
  })
})

describe('speaking for a unit', () => {
  it('a unit names its representative itself', () => {
    given(founding, hospitalAdmitted)
      .when({ type: 'AppointRepresentative', data: { personRef: people[0], capacity: 'representative' } })
      .then(hospitalRepresented)
  })
  it('a unit that is no member names nobody', () => {
    given(founding)
      .when({ type: 'AppointRepresentative', data: { personRef: people[0], capacity: 'representative' } })
      .thenRejected('not-a-member', { unitId: hospital })
  })
  it('a unit has one representative, and any number of alternates', () => {
    const represented = given(founding, hospitalAdmitted, hospitalRepresented)
    represented
      .when({ type: 'AppointRepresentative', data: { personRef: people[1], capacity: 'representative' } })
      .thenRejected('seat-taken', { personRef: people[0] })
    represented
      .when({ type: 'AppointRepresentative', data: { personRef: people[1], capacity: 'alternate' } })
      .then(event('RepresentativeAppointed', { unitId: hospital, personRef: people[1], capacity: 'alternate' }))
  })
  it('naming the same person again changes nothing; naming them otherwise is refused', () => {
    const represented = given(founding, hospitalAdmitted, hospitalRepresented)
    represented
      .when({ type: 'AppointRepresentative', data: { personRef: people[0], capacity: 'representative' } })
      .then()
    represented
      .when({ type: 'AppointRepresentative', data: { personRef: people[0], capacity: 'alternate' } })
      .thenRejected('already-in-office', { personRef: people[0] })
  })
  it('a representative is replaced by someone who does not speak for the unit yet', () => {
    const represented = given(founding, hospitalAdmitted, hospitalRepresented)
    represented
      .when({ type: 'ReplaceRepresentative', data: { former: people[0], personRef: people[1] } })
      .then(event('RepresentativeReplaced', { unitId: hospital, former: people[0], personRef: people[1] }))
    represented
      .when({ type: 'ReplaceRepresentative', data: { former: people[2], personRef: people[1] } })
      .thenRejected('not-in-office', { personRef: people[2] })
    represented
      .when({ type: 'ReplaceRepresentative', data: { former: people[0], personRef: people[0] } })
      .thenRejected('already-in-office', { personRef: people[0] })
  })
  it('nobody is replaced before they began', () => {
    given(at(minute(10), founding), at(minute(10), hospitalAdmitted), at(minute(50), hospitalRepresented))
      .when({ type: 'ReplaceRepresentative', data: { former: people[0], personRef: people[1] }, at: minute(49) })
      .thenRejected('before-it-began', { began: minute(50) })
  })
})

describe('suspension and leaving', () => {
  const suspended = event('UnitSuspended', { unitId: hospital, reason: 'no word for a year' })

  it('a member is suspended once, and reinstated once', () => {
    given(founding, hospitalAdmitted).when({ type: 'SuspendUnit', data: suspended.data }).then(suspended)
    given(founding, hospitalAdmitted, suspended).when({ type: 'SuspendUnit', data: suspended.data }).then()
    given(founding, hospitalAdmitted, suspended)
      .when({ type: 'ReinstateUnit', data: { unitId: hospital } })
      .then(event('UnitReinstated', { unitId: hospital }))
    given(founding, hospitalAdmitted)
      .when({ type: 'ReinstateUnit', data: { unitId: hospital } })
      .then()
  })
  it('a unit leaves of its own accord', () => {
    given(founding, hospitalAdmitted)
      .when({ type: 'WithdrawUnit', data: { reason: 'moved away' } })
      .then(event('UnitWithdrawn', { unitId: hospital, reason: 'moved away' }))
  })
  it('nothing is said of a member before it joined', () => {
    const joined = given(at(minute(10), founding), at(minute(50), hospitalAdmitted))
    const then = { at: minute(49) }
    const { personRef, capacity } = hospitalRepresented.data
    for (const command of [
      { type: 'SuspendUnit', data: suspended.data },
      { type: 'ReinstateUnit', data: { unitId: hospital } },
      { type: 'RenameUnit', data: { name: 'cancer hospital' } },
      { type: 'AppointRepresentative', data: { personRef, capacity } },
      { type: 'WithdrawUnit', data: { reason: 'moved away' } },
    ] as const) {
      joined.when({ ...command, ...then }).thenRejected('before-it-began', { began: minute(50) })
    }
  })
  it('a unit that changes its name keeps its id', () => {
    given(founding, hospitalAdmitted)
      .when({ type: 'RenameUnit', data: { name: 'cancer hospital' } })
      .then(event('UnitRenamed', { unitId: hospital, name: 'cancer hospital' }))
    given(founding, hospitalAdmitted)
      .when({ type: 'RenameUnit', data: { name: 'hospital unit' } })
      .then()
  })
})

describe('who has a vote at an instant', () => {
  const history = [
    founding,
    at(minute(10), schoolAdmitted),
    at(minute(20), hospitalAdmitted),
    at(minute(20), event('UnitAdmitted', { ...chunyuanAdmitted.data, seat: 'nonVoting' })),
    at(minute(30), event('UnitSuspended', { unitId: school, reason: 'silent' })),
    at(minute(40), event('UnitReinstated', { unitId: school })),
    at(minute(50), event('UnitWithdrawn', { unitId: hospital, reason: 'moved' })),
  ]
  const { state } = given(...history)

  it.each([
    [9, []],
    [10, [school]],
    [20, [hospital, school]],
    [30, [hospital]],
    [40, [hospital, school]],
    [50, [school]],
  ])('after %i minutes', (minutes, expected) => {
    expect(votingUnitsAt(state, minute(minutes))).toEqual(expected)
  })
  it('a unit that came back to be heard only had a vote while it was here before', () => {
    const back = event('UnitAdmitted', { ...hospitalAdmitted.data, seat: 'nonVoting' })
    const { state: later } = given(...history, at(minute(60), back))
    expect(votingUnitsAt(later, minute(49))).toEqual([hospital, school])
    expect(votingUnitsAt(later, minute(60))).toEqual([school])
  })
  it('a unit belongs while it is a member', () => {
    expect(belongsAt(state, speaksFor(hospital), minute(49))).toBe(true)
    expect(belongsAt(state, speaksFor(hospital), minute(50))).toBe(false)
    expect(belongsAt(state, speaksFor(chunyuan), minute(20))).toBe(true)
  })
  it('the convening unit holds its offices always, and speaks as a member while it is one', () => {
    const asMember = speaksFor(convenorUnit)
    const admitted = event('UnitAdmitted', { ...hospitalAdmitted.data, unitId: convenorUnit, code: 'U15' })
    const left = event('UnitWithdrawn', { unitId: convenorUnit, reason: 'merged' })
    const { state: joined } = given(...history, at(minute(10), admitted), at(minute(20), left))
    for (const role of ['convenor', 'rotatingChair', 'secretariat'] as const) {
      expect(belongsAt(state, { role, unitId: convenorUnit }, minute(0))).toBe(true)
      expect(belongsAt(joined, { role, unitId: convenorUnit }, minute(20))).toBe(true)
      expect(belongsAt(state, { role, unitId: hospital }, minute(9))).toBe(false)
    }
    for (const role of ['memberRepresentative', 'liaison', 'communityOffice', 'verifier'] as const) {
      expect(belongsAt(state, { role, unitId: convenorUnit }, minute(10))).toBe(false)
      expect(belongsAt(joined, { role, unitId: convenorUnit }, minute(10))).toBe(true)
    }
    expect(belongsAt(joined, asMember, minute(19))).toBe(true)
    expect(belongsAt(joined, asMember, minute(20))).toBe(false)
  })
})
