// Why membership says no.
import { rejecter, type Instant, type RejectionsOf } from '@lianxi/event-sourcing'
import type { PersonRef, UnitId } from '../ids.js'

export const rejections = {
  'alliance-not-founded': { sentence: () => 'the alliance has not been founded; found it first' },
  'alliance-already-founded': { sentence: (d: { name: string }) => `the alliance was founded before, as ${d.name}` },
  'not-a-member': { sentence: (d: { unitId: UnitId }) => `unit ${d.unitId} is not a member` },
  'already-a-member': { sentence: (d: { unitId: UnitId }) => `unit ${d.unitId} is a member already` },
  'code-taken': { sentence: (d: { code: string; unitId: UnitId }) => `${d.code} is the code of unit ${d.unitId}` },
  'seat-taken': {
    clause: 'membership.oneRepresentative',
    sentence: (d: { personRef: PersonRef }) => `${d.personRef} represents the unit; replace them, or name an alternate`,
  },
  'not-in-office': { sentence: (d: { personRef: PersonRef }) => `${d.personRef} does not speak for the unit` },
  'already-in-office': { sentence: (d: { personRef: PersonRef }) => `${d.personRef} speaks for the unit already` },
  'before-it-began': {
    sentence: (d: { began: Instant }) =>
      `it cannot have happened before what it follows, at ${d.began}; check when it happened`,
  },
} as const

export const reject = rejecter('membership', rejections)
export type MembershipRejection = RejectionsOf<typeof rejections>
