// What is stored of an action. Changing a schema changes history: add an upcaster (docs/guides).
import * as z from 'zod'
import { calendarDate } from '../calendar.js'
import { unitId } from '../ids.js'
import { line, prose } from '../text.js'
import { assignment, coUnitIds, percent } from './work.js'

export const events = {
  ActionAssigned: assignment.meta({ zh: '分派任务', en: 'A resolution gave work to a lead unit and its co-units' }),
  ActionAccepted: z.strictObject({ unitId }).meta({ zh: '接受任务', en: 'The lead unit took the work on' }),
  ProgressReported: z
    .strictObject({ unitId, narrative: prose, percent: z.exactOptional(percent) })
    .meta({ zh: '报告进展', en: 'A unit said how far the work is; it may be less far than before' }),
  ExtensionRequested: z
    .strictObject({ to: calendarDate, reason: line })
    .meta({ zh: '申请延期', en: 'The lead unit asked for a later due date before the one in force had passed' }),
  ExtensionGranted: z
    .strictObject({ dueOn: calendarDate })
    .meta({ zh: '同意延期', en: 'Another due date is in force' }),
  ExtensionRefused: z
    .strictObject({ reason: z.exactOptional(line) })
    .meta({ zh: '不同意延期', en: 'The due date in force stays' }),
  CompletionClaimed: z
    .strictObject({ unitId, evidence: prose, on: calendarDate, dueOn: calendarDate, late: z.boolean() })
    .meta({ zh: '报告完成', en: 'The lead unit said that the work is done; nobody has verified it yet' }),
  CompletionUpheld: z
    .strictObject({ finding: prose })
    .meta({ zh: '核实通过', en: 'Somebody else than the lead unit found the work done' }),
  CompletionReturned: z
    .strictObject({ finding: prose })
    .meta({ zh: '退回整改', en: 'Somebody else than the lead unit found the work not done; it goes on' }),
  ActionClosed: z
    .strictObject({
      leadUnitId: unitId,
      coUnitIds,
      dueOn: calendarDate,
      firstDueOn: calendarDate,
      completedOn: calendarDate,
      late: z.boolean(),
    })
    .meta({ zh: '任务办结', en: 'Work that was done and verified was closed; late, if what was upheld ever was' }),
  ActionReopened: z
    .strictObject({ ground: prose, dueOn: calendarDate, leadUnitId: unitId, coUnitIds })
    .meta({ zh: '重新启动', en: 'Closed work is to be done again by a new due date' }),
} as const

type Stored = typeof events
/** The data of each event, by its name. */
export type ActionEvents = { [N in keyof Stored]: z.output<Stored[N]> }
