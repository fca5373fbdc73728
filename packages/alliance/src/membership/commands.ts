// What may be asked of an alliance's membership, by whom, and what comes of it.
import type { CommandTable } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { forUnit, inOffice, memberUnit } from '../actor.js'
import { timeZone } from '../calendar.js'
import { charter } from '../charter.js'
import { personRef, unitId } from '../ids.js'
import { line } from '../text.js'
import type { events } from './events.js'
import { capacity, seat, unitCode, unitKind } from './unit.js'

const convening = inOffice('convenor', 'secretariat')

export const commands = {
  FoundAlliance: {
    by: forUnit('convenor'),
    data: z.strictObject({ name: line, area: z.exactOptional(line), timeZone, charter }),
    gives: ['AllianceFounded'],
  },
  AdmitUnit: {
    by: convening,
    data: z.strictObject({ unitId, code: unitCode, name: line, kind: unitKind, seat }),
    gives: ['UnitAdmitted'],
  },
  RenameUnit: { by: memberUnit, data: z.strictObject({ name: line }), gives: ['UnitRenamed'] },
  AppointRepresentative: {
    by: memberUnit,
    data: z.strictObject({ personRef, capacity }),
    gives: ['RepresentativeAppointed'],
  },
  ReplaceRepresentative: {
    by: memberUnit,
    data: z.strictObject({ former: personRef, personRef }),
    gives: ['RepresentativeReplaced'],
  },
  SuspendUnit: { by: convening, data: z.strictObject({ unitId, reason: line }), gives: ['UnitSuspended'] },
  ReinstateUnit: { by: convening, data: z.strictObject({ unitId }), gives: ['UnitReinstated'] },
  WithdrawUnit: { by: memberUnit, data: z.strictObject({ reason: line }), gives: ['UnitWithdrawn'] },
} as const satisfies CommandTable<keyof typeof events>

type Asked = typeof commands
/** What each command says, by its name. */
export type MembershipCommands = { [N in keyof Asked]: z.input<Asked[N]['data']> }
