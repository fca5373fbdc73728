// Why an action says no.
import { rejecter, type Instant, type RejectionsOf } from '@lianxi/event-sourcing'
import type { CalendarDate } from '../calendar.js'
import type { MotionId, UnitId } from '../ids.js'
import type { ActionPhase } from './evolve.js'

interface Phase {
  phase: ActionPhase
}

export const rejections = {
  'not-assigned': { sentence: () => 'there is no such action; a resolution assigns it' },
  'already-assigned': { sentence: (d: { motionId: MotionId }) => `the action was assigned by motion ${d.motionId}` },
  'not-the-lead': {
    sentence: (d: { leadUnitId: UnitId }) => `unit ${d.leadUnitId} leads the action; this is for it to say`,
  },
  'not-taking-part': {
    sentence: (d: { unitId: UnitId }) => `unit ${d.unitId} neither leads the action nor helps with it`,
  },
  'not-in-hand': {
    sentence: (d: Phase) =>
      `the action is ${d.phase}; its lead unit has it in hand once it accepts it, until it claims completion`,
  },
  'asked-after-expiry': {
    clause: 'action.extension',
    sentence: (d: { dueOn: CalendarDate; today: CalendarDate }) =>
      `it was due on ${d.dueOn}, and an extension is asked for by then; it is ${d.today}`,
  },
  'not-later': {
    sentence: (d: { dueOn: CalendarDate }) => `an extension goes beyond the due date in force, ${d.dueOn}`,
  },
  'extension-already-asked': { sentence: (d: { to: CalendarDate }) => `an extension to ${d.to} waits to be decided` },
  'no-extension-asked': { sentence: () => 'no extension waits to be decided' },
  'not-claimed': {
    sentence: (d: Phase) => `the action is ${d.phase}; what its lead unit has claimed to be done is verified`,
  },
  'own-work': {
    clause: 'action.verification',
    sentence: (d: { unitId: UnitId }) => `unit ${d.unitId} leads the action; another verifies it`,
  },
  'not-verified': { sentence: (d: Phase) => `the action is ${d.phase}; it closes once its completion was upheld` },
  'not-closed': { sentence: (d: Phase) => `the action is ${d.phase}; only a closed one is reopened` },
  'before-it-began': {
    sentence: (d: { began: Instant }) =>
      `it cannot have happened before what it follows, at ${d.began}; check when it happened`,
  },
} as const

export const reject = rejecter('action', rejections)
export type ActionRejection = RejectionsOf<typeof rejections>
