// What is true of an action. The first due date and lateness are never forgotten, whatever is granted or reopened later.
import type { Evolve, Instant } from '@lianxi/event-sourcing'
import type { CalendarDate } from '../calendar.js'
import type { MotionId, UnitId } from '../ids.js'
import type { events } from './events.js'

export type ActionPhase = 'notAssigned' | 'assigned' | 'accepted' | 'claimed' | 'verified' | 'closed'

export interface Work {
  motionId: MotionId
  leadUnitId: UnitId
  coUnitIds: UnitId[]
  firstDueOn: CalendarDate
  /** The due date in force. */
  dueOn: CalendarDate
  /** Whether work was ever upheld that was claimed after the due date in force then. */
  everLate: boolean
  /** The due date that was asked for and neither granted nor refused yet. */
  extensionTo?: CalendarDate
  /** When the work was last said to be done, and whether that was late. */
  claim?: { on: CalendarDate; late: boolean }
}

export interface Action {
  phase: ActionPhase
  since?: Instant
  work?: Work
}

export function initialState(): Action {
  return { phase: 'notAssigned' }
}

function enter(action: Action, phase: ActionPhase, at: Instant): void {
  action.phase = phase
  action.since = at
}

export const evolve: Evolve<Action, typeof events> = {
  ActionAssigned(action, { motionId, leadUnitId, coUnitIds, dueOn }, { occurredAt }) {
    enter(action, 'assigned', occurredAt)
    action.work = { motionId, leadUnitId, coUnitIds: [...coUnitIds], firstDueOn: dueOn, dueOn, everLate: false }
  },
  ActionAccepted(action, _, { occurredAt }) {
    enter(action, 'accepted', occurredAt)
  },
  ProgressReported() {
    // no answer depends on how far the work is said to be
  },
  ExtensionRequested({ work }, { to }) {
    if (work !== undefined) work.extensionTo = to
  },
  ExtensionGranted({ work }, { dueOn }) {
    if (work === undefined) return
    work.dueOn = dueOn
    delete work.extensionTo
  },
  ExtensionRefused({ work }) {
    if (work !== undefined) delete work.extensionTo
  },
  CompletionClaimed(action, { on, late }, { occurredAt }) {
    enter(action, 'claimed', occurredAt)
    if (action.work !== undefined) action.work.claim = { on, late }
  },
  CompletionUpheld(action, _, { occurredAt }) {
    enter(action, 'verified', occurredAt)
    if (action.work !== undefined) action.work.everLate ||= action.work.claim?.late ?? false
  },
  CompletionReturned(action, _, { occurredAt }) {
    enter(action, 'accepted', occurredAt)
  },
  ActionClosed(action, _, { occurredAt }) {
    enter(action, 'closed', occurredAt)
    if (action.work !== undefined) delete action.work.extensionTo
  },
  ActionReopened(action, { dueOn }, { occurredAt }) {
    enter(action, 'accepted', occurredAt)
    if (action.work !== undefined) action.work.dueOn = dueOn
  },
}
