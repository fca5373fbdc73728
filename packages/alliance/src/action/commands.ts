// What may be asked of an action, by whom, and what comes of it.
import type { CommandTable } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { engineOnly, memberUnit, office } from '../actor.js'
import { calendarDate } from '../calendar.js'
import { actionId } from '../ids.js'
import { line, prose } from '../text.js'
import type { events } from './events.js'
import { verifier } from './verifier.js'
import { assignment, percent } from './work.js'

const today = z.strictObject({ today: calendarDate })

export const commands = {
  AssignAction: { by: engineOnly, data: assignment.extend({ actionId }), gives: ['ActionAssigned'] },
  AcceptAction: { by: memberUnit, data: z.strictObject({ actionId }), gives: ['ActionAccepted'] },
  ReportProgress: {
    by: memberUnit,
    data: z.strictObject({ actionId, narrative: prose, percent: z.exactOptional(percent) }),
    gives: ['ProgressReported'],
  },
  RequestExtension: {
    by: memberUnit,
    data: z.strictObject({ actionId, to: calendarDate, reason: line }),
    needs: today,
    gives: ['ExtensionRequested'],
  },
  DecideExtension: {
    by: office,
    data: z.strictObject({ actionId, granted: z.boolean(), reason: z.exactOptional(line) }),
    gives: ['ExtensionGranted', 'ExtensionRefused'],
  },
  ClaimCompletion: {
    by: memberUnit,
    data: z.strictObject({ actionId, evidence: prose }),
    needs: today,
    gives: ['CompletionClaimed'],
  },
  VerifyCompletion: {
    by: verifier,
    data: z.strictObject({ actionId, upheld: z.boolean(), finding: prose }),
    gives: ['CompletionUpheld', 'CompletionReturned'],
  },
  CloseAction: { by: office, data: z.strictObject({ actionId }), gives: ['ActionClosed'] },
  ReopenAction: {
    by: office,
    data: z.strictObject({ actionId, ground: prose, dueOn: calendarDate }),
    gives: ['ActionReopened'],
  },
} as const satisfies CommandTable<keyof typeof events>

type Asked = typeof commands
/** What each command says, by its name. */
export type ActionCommands = { [N in keyof Asked]: z.input<Asked[N]['data']> }
