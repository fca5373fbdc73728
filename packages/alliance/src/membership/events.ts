// What is stored of an alliance and its units. Changing a schema changes history: add an upcaster (docs/guides).
import * as z from 'zod'
import { timeZone } from '../calendar.js'
import { charter } from '../charter.js'
import { personRef, unitId } from '../ids.js'
import { line } from '../text.js'
import { capacity, seat, unitCode, unitKind } from './unit.js'

export const events = {
  AllianceFounded: z
    .strictObject({ name: line, area: z.exactOptional(line), convenorUnitId: unitId, timeZone, charter })
    .meta({ zh: '联盟成立', en: 'Units formed an alliance under a charter, convened by one of them' }),
  UnitAdmitted: z
    .strictObject({ unitId, code: unitCode, name: line, kind: unitKind, seat })
    .meta({ zh: '单位加入', en: 'A unit became a member' }),
  UnitRenamed: z
    .strictObject({ unitId, name: line })
    .meta({ zh: '单位更名', en: 'A unit goes by another name; its id stays' }),
  RepresentativeAppointed: z
    .strictObject({ unitId, personRef, capacity })
    .meta({ zh: '委派代表', en: 'A unit named a person to speak for it, or to stand in' }),
  RepresentativeReplaced: z
    .strictObject({ unitId, former: personRef, personRef })
    .meta({ zh: '更换代表', en: 'A unit put another person in the place of one who spoke for it' }),
  UnitSuspended: z.strictObject({ unitId, reason: line }).meta({ zh: '暂停资格', en: "A unit's vote rests" }),
  UnitReinstated: z.strictObject({ unitId }).meta({ zh: '恢复资格', en: "A suspended unit's vote is back" }),
  UnitWithdrawn: z.strictObject({ unitId, reason: line }).meta({ zh: '单位退出', en: 'A unit left the alliance' }),
} as const

type Stored = typeof events
/** The data of each event, by its name. */
export type MembershipEvents = { [N in keyof Stored]: z.output<Stored[N]> }
