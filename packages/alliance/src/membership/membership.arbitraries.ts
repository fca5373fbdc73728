// Any command that an alliance's membership may be asked, lawful or not, over a small cast.
import * as fc from 'fast-check'
import { charterPresets } from '../charter.js'
import { anyLine, anyMemberUnit, anyOffice, anyPerson, anyUnit, convenor } from '../testing/cast.js'
import { lawfulSequences, type CommandArbitraries } from '../testing/lawful.js'
import type { MembershipCommands } from './commands.js'

const anyCode = fc.constantFrom('U01', 'U02', 'U03', 'U04')

export const membershipArbitraries: CommandArbitraries<MembershipCommands> = {
  FoundAlliance: fc.record({
    by: fc.constant(convenor),
    data: fc.record({
      name: anyLine,
      timeZone: fc.constantFrom('Asia/Shanghai', 'America/New_York'),
      charter: fc.constantFrom(...Object.values(charterPresets)),
    }),
  }),
  AdmitUnit: fc.record({
    by: anyOffice,
    data: fc.record({
      unitId: anyUnit,
      code: anyCode,
      name: anyLine,
      kind: fc.constantFrom('residentUnit', 'community'),
      seat: fc.constantFrom('voting', 'nonVoting'),
    }),
  }),
  RenameUnit: fc.record({ by: anyMemberUnit, data: fc.record({ name: anyLine }) }),
  AppointRepresentative: fc.record({
    by: anyMemberUnit,
    data: fc.record({ personRef: anyPerson, capacity: fc.constantFrom('representative', 'alternate') }),
  }),
  ReplaceRepresentative: fc.record({ by: anyMemberUnit, data: fc.record({ former: anyPerson, personRef: anyPerson }) }),
  SuspendUnit: fc.record({ by: anyOffice, data: fc.record({ unitId: anyUnit, reason: anyLine }) }),
  ReinstateUnit: fc.record({ by: anyOffice, data: fc.record({ unitId: anyUnit }) }),
  WithdrawUnit: fc.record({ by: anyMemberUnit, data: fc.record({ reason: anyLine }) }),
}

/** Sequences on one alliance: any, and from its founding on. */
export const membershipSequences = fc.oneof(
  lawfulSequences(membershipArbitraries, []),
  lawfulSequences(membershipArbitraries, ['FoundAlliance', 'AdmitUnit']),
  lawfulSequences(membershipArbitraries, [
    'FoundAlliance',
    'AdmitUnit',
    'AdmitUnit',
    'AdmitUnit',
    'SuspendUnit',
    'SuspendUnit',
  ]),
)
