// What an action answers.
import { eventBuilder, type Decide, type DeepReadonly, type Instant } from '@lianxi/event-sourcing'
import type { UnitId } from '../ids.js'
import type { commands } from './commands.js'
import { events } from './events.js'
import type { Action, Work } from './evolve.js'
import { reject, type ActionRejection } from './rejections.js'
import { isPastDue, leads, takesPart } from './rules.js'

const event = eventBuilder(events)

type State = DeepReadonly<Action>

/** Answers for work that was assigned, or says that none was. */
function ofWork<Answer>({ work }: State, answer: (work: DeepReadonly<Work>) => Answer): Answer | ActionRejection {
  return work === undefined ? reject('not-assigned') : answer(work)
}

/** Answers the lead unit, or says that it is for the lead unit to ask. */
function ofLead<Answer>(
  action: State,
  unitId: UnitId,
  answer: (work: DeepReadonly<Work>) => Answer,
): Answer | ActionRejection {
  return ofWork(action, (work) =>
    leads(unitId, work) ? answer(work) : reject('not-the-lead', { leadUnitId: work.leadUnitId }),
  )
}

function beforeItBegan(began: Instant | undefined, at: Instant): ActionRejection | undefined {
  return began !== undefined && at < began ? reject('before-it-began', { began }) : undefined
}

export const decide: Decide<Action, typeof commands, typeof events, ActionRejection> = {
  AssignAction({ work }, { data: { motionId, leadUnitId, coUnitIds, deliverable, dueOn } }) {
    if (work?.motionId === motionId) return []
    if (work !== undefined) return reject('already-assigned', { motionId: work.motionId })
    return [event('ActionAssigned', { motionId, leadUnitId, coUnitIds, deliverable, dueOn })]
  },
  AcceptAction(action, { actor: { unitId }, occurredAt }) {
    return ofLead(action, unitId, () => {
      if (action.phase !== 'assigned') return []
      return beforeItBegan(action.since, occurredAt) ?? [event('ActionAccepted', { unitId })]
    })
  },
  ReportProgress(action, { data: { narrative, percent }, actor: { unitId }, occurredAt }) {
    return ofWork(action, (work) => {
      if (!takesPart(unitId, work)) return reject('not-taking-part', { unitId })
      if (action.phase !== 'accepted') return reject('not-in-hand', { phase: action.phase })
      const report = { unitId, narrative, ...(percent === undefined ? {} : { percent }) }
      return beforeItBegan(action.since, occurredAt) ?? [event('ProgressReported', report)]
    })
  },
  RequestExtension(action, { data: { to, reason }, facts: { today }, actor: { unitId }, occurredAt }) {
    return ofLead(action, unitId, (work) => {
      const { dueOn, extensionTo } = work
      if (action.phase !== 'accepted') return reject('not-in-hand', { phase: action.phase })
      if (extensionTo !== undefined) return reject('extension-already-asked', { to: extensionTo })
      if (isPastDue(today, work)) return reject('asked-after-expiry', { dueOn, today })
      if (to <= dueOn) return reject('not-later', { dueOn })
      return beforeItBegan(action.since, occurredAt) ?? [event('ExtensionRequested', { to, reason })]
    })
  },
  DecideExtension(action, { data: { granted, reason } }) {
    return ofWork(action, ({ extensionTo }) => {
      if (extensionTo === undefined) return reject('no-extension-asked')
      if (granted) return [event('ExtensionGranted', { dueOn: extensionTo })]
      return [event('ExtensionRefused', reason === undefined ? {} : { reason })]
    })
  },
  ClaimCompletion(action, { data: { evidence }, facts: { today }, actor: { unitId }, occurredAt }) {
    return ofLead(action, unitId, (work) => {
      if (action.phase !== 'accepted') return reject('not-in-hand', { phase: action.phase })
      const claim = { unitId, evidence, on: today, dueOn: work.dueOn, late: isPastDue(today, work) }
      return beforeItBegan(action.since, occurredAt) ?? [event('CompletionClaimed', claim)]
    })
  },
  VerifyCompletion(action, { data: { upheld, finding }, actor: { unitId }, occurredAt }) {
    return ofWork(action, (work) => {
      if (unitId !== undefined && leads(unitId, work)) return reject('own-work', { unitId })
      if (action.phase !== 'claimed') return reject('not-claimed', { phase: action.phase })
      return (
        beforeItBegan(action.since, occurredAt) ?? [
          event(upheld ? 'CompletionUpheld' : 'CompletionReturned', { finding }),
        ]
      )
    })
  },
  CloseAction(action, { occurredAt }) {
    return ofWork(action, ({ leadUnitId, coUnitIds, dueOn, firstDueOn, claim, everLate }) => {
      const { phase, since } = action
      if (phase === 'closed') return []
      if (phase !== 'verified' || claim === undefined) return reject('not-verified', { phase })
      const closing = { leadUnitId, coUnitIds, dueOn, firstDueOn, completedOn: claim.on, late: everLate }
      return beforeItBegan(since, occurredAt) ?? [event('ActionClosed', closing)]
    })
  },
  ReopenAction(action, { data: { ground, dueOn }, occurredAt }) {
    return ofWork(action, ({ leadUnitId, coUnitIds }) => {
      const { phase, since } = action
      if (phase !== 'closed') return reject('not-closed', { phase })
      return beforeItBegan(since, occurredAt) ?? [event('ActionReopened', { ground, dueOn, leadUnitId, coUnitIds })]
    })
  },
}
