// Why an issue says no.
import { rejecter, type RejectionsOf } from '@lianxi/event-sourcing'
import type { UnitId } from '../ids.js'
import type { ClosingMode } from './classification.js'

export const rejections = {
  'not-raised': { sentence: () => 'no such issue was raised; raise it first' },
  'already-raised': { sentence: () => 'the issue was raised before; raise another under its own id' },
  'already-closed': { sentence: (d: { mode: ClosingMode }) => `the issue is closed as ${d.mode}; reopen it first` },
  'not-closed': { sentence: (d: { phase: string }) => `the issue is ${d.phase}; only a closed one is reopened` },
  'not-triaged': { sentence: () => 'nobody has said what kind of issue it is; triage it first' },
  'already-in-hand': {
    clause: 'issue.firstRecipientResponsible',
    sentence: (d: { owner: UnitId }) => `unit ${d.owner} has it in hand; it may hand it over`,
  },
  'not-the-owner': {
    clause: 'issue.firstRecipientResponsible',
    sentence: (d: { owner: UnitId | null }) =>
      d.owner === null ? 'no unit has it in hand; accept it first' : `unit ${d.owner} has it in hand`,
  },
  'not-the-raiser': {
    sentence: (d: { raisedBy: UnitId | null }) =>
      d.raisedBy === null ? 'no unit raised it; an office may withdraw it' : `unit ${d.raisedBy} raised it`,
  },
  'not-raiser-nor-verifier': { sentence: () => 'a unit reopens what it raised or verified; an office may reopen any' },
  'not-a-member': { sentence: (d: { unitId: UnitId }) => `unit ${d.unitId} is not a member` },
  'own-unit': { sentence: () => 'a unit hands over to another, not to itself' },
  'hand-over-not-offered': {
    clause: 'issue.handOverNeedsAcceptance',
    sentence: (d: { unitId: UnitId }) => `unit ${d.unitId} is not asked to take it over, or no longer`,
  },
  'not-in-hand': { sentence: (d: { phase: string }) => `the issue is ${d.phase}; it must be in hand` },
  'nothing-claimed': { sentence: (d: { phase: string }) => `the issue is ${d.phase}; its owner claims nothing yet` },
  'verifier-is-the-owner': {
    clause: 'issue.verifierIsNotTheDoer',
    sentence: (d: { owner: UnitId }) => `unit ${d.owner} has it in hand; somebody else verifies`,
  },
  'not-verified': {
    clause: 'issue.fixedNeedsVerification',
    sentence: (d: { phase: string }) => `the issue is ${d.phase}; it counts as fixed once that is verified`,
  },
} as const

export const reject = rejecter('issue', rejections)
export type IssueRejection = RejectionsOf<typeof rejections>
