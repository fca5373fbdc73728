// Why the engine itself says no, before any aggregate is asked.
import type { AllianceId, Role, UnitId } from '@lianxi/alliance'
import { rejecter, type Instant } from '@lianxi/event-sourcing'

export const rejections = {
  'role-not-admitted': {
    sentence: (d: { type: string; role: Role; reason: string }) =>
      `the role ${d.role} may not give ${d.type}: ${d.reason}`,
  },
  'reserved-for-reactions': {
    sentence: (d: { type: string }) => `${d.type} came from outside in the role of the engine`,
  },
  'no-such-alliance': {
    sentence: (d: { allianceId: AllianceId }) => `there is no alliance ${d.allianceId}; found it first`,
  },
  'not-of-this-alliance': {
    sentence: (d: { unitId: UnitId; occurredAt: Instant }) =>
      `unit ${d.unitId} was not a member of the alliance at ${d.occurredAt}`,
  },
  'not-happened-yet': {
    sentence: (d: { occurredAt: Instant; now: Instant }) =>
      `it is ${d.now}; what happens at ${d.occurredAt} cannot be entered yet`,
  },
  'not-authorized': {
    sentence: (d: { type: string; because: string }) => `${d.type} was not authorized: ${d.because}`,
  },
} as const

export const reject = rejecter('engine', rejections)
