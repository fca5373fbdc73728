// Any command that an action may be asked, lawful or not, over a small cast. The lead unit is asked most often, so that it goes on.
import * as fc from 'fast-check'
import {
  anyLine,
  anyMemberUnit,
  anyOffice,
  chunyuan,
  engineActor,
  hospital,
  school,
  speaksFor,
  uuid,
} from '../testing/cast.js'
import { lawfulSequences, type CommandArbitraries } from '../testing/lawful.js'
import { courtyard, dayAfterDue, due, laterDue, parkingResolution } from './action.controls.js'
import type { ActionCommands } from './commands.js'

const actionId = fc.constant(courtyard)
const anyDate = fc.constantFrom(due, dayAfterDue, laterDue)
const mostlyLead = fc.oneof(
  { weight: 4, arbitrary: fc.constant(speaksFor(hospital)) },
  { weight: 1, arbitrary: anyMemberUnit },
)
const mostlyTrue = fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) })
const anyToday = fc.record({ today: anyDate })

export const actionArbitraries: CommandArbitraries<ActionCommands> = {
  AssignAction: fc.record({
    by: fc.constant(engineActor),
    data: fc.record({
      actionId,
      motionId: fc.constantFrom(parkingResolution, uuid('o', 2)),
      leadUnitId: fc.constant(hospital),
      coUnitIds: fc.subarray([chunyuan, school]),
      deliverable: anyLine,
      dueOn: fc.constantFrom(due, dayAfterDue),
    }),
  }),
  AcceptAction: fc.record({ by: mostlyLead, data: fc.record({ actionId }) }),
  ReportProgress: fc.record({
    by: mostlyLead,
    data: fc.record(
      { actionId, narrative: anyLine, percent: fc.integer({ min: 0, max: 100 }) },
      { requiredKeys: ['actionId', 'narrative'] },
    ),
  }),
  RequestExtension: fc.record({
    by: mostlyLead,
    data: fc.record({ actionId, to: anyDate, reason: anyLine }),
    facts: anyToday,
  }),
  DecideExtension: fc.record({
    by: anyOffice,
    data: fc.record({ actionId, granted: fc.boolean(), reason: anyLine }, { requiredKeys: ['actionId', 'granted'] }),
  }),
  ClaimCompletion: fc.record({ by: mostlyLead, data: fc.record({ actionId, evidence: anyLine }), facts: anyToday }),
  VerifyCompletion: fc.record({
    by: fc.oneof(anyMemberUnit, anyOffice),
    data: fc.record({ actionId, upheld: mostlyTrue, finding: anyLine }),
  }),
  CloseAction: fc.record({ by: anyOffice, data: fc.record({ actionId }) }),
  ReopenAction: fc.record({ by: anyOffice, data: fc.record({ actionId, ground: anyLine, dueOn: anyDate }) }),
}

const done = ['ClaimCompletion', 'VerifyCompletion', 'CloseAction'] as const

/** Sequences on one action: any, extended and done, done again after reopening. */
export const actionSequences = fc.oneof(
  lawfulSequences(actionArbitraries, []),
  lawfulSequences(actionArbitraries, ['AssignAction']),
  lawfulSequences(actionArbitraries, ['AssignAction', 'AcceptAction', 'RequestExtension', 'RequestExtension']),
  lawfulSequences(actionArbitraries, ['AssignAction', 'AcceptAction', 'RequestExtension', 'DecideExtension', ...done]),
  lawfulSequences(actionArbitraries, ['AssignAction', 'AcceptAction', ...done, 'ReopenAction', ...done]),
  lawfulSequences(actionArbitraries, ['AssignAction', 'AcceptAction', 'ClaimCompletion', 'VerifyCompletion', ...done]),
)
