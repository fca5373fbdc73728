// What may be asked of an issue, by whom, and what comes of it.
import type { CommandTable } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { engineOnly, inOffice, memberUnit, office, otherRole } from '../actor.js'
import { issueId, meetingId, motionId, topicId, unitId } from '../ids.js'
import { line, prose } from '../text.js'
import { unitOrOffice } from '../unit-or-office.js'
import { channel, level, motionOutcome, unfixed, urgency } from './classification.js'
import type { events } from './events.js'

const resident = inOffice('resident')

export const commands = {
  RaiseIssue: {
    by: z.discriminatedUnion('role', [memberUnit, office, resident], otherRole),
    data: z.strictObject({ issueId, channel, category: line, title: line, urgency, place: z.exactOptional(line) }),
    gives: ['IssueRaised'],
  },
  TriageIssue: { by: office, data: z.strictObject({ issueId, level, category: line }), gives: ['IssueTriaged'] },
  AcceptIssue: { by: memberUnit, data: z.strictObject({ issueId }), gives: ['IssueAccepted'] },
  PutIssueOnAgenda: {
    by: unitOrOffice,
    data: z.strictObject({ issueId, meetingId, topicId }),
    gives: ['IssuePutOnAgenda'],
  },
  FollowOutcome: {
    by: engineOnly,
    data: z.strictObject({ issueId, motionId, outcome: motionOutcome }),
    gives: ['IssueOutcomeFollowed'],
  },
  OfferHandOver: {
    by: memberUnit,
    data: z.strictObject({ issueId, toUnitId: unitId, reason: line }),
    needs: z.strictObject({
      /** Whether `toUnitId` is a member. */
      member: z.boolean(),
    }),
    gives: ['HandOverOffered'],
  },
  AcceptHandOver: { by: memberUnit, data: z.strictObject({ issueId }), gives: ['IssueHandedOver'] },
  DeclineHandOver: { by: memberUnit, data: z.strictObject({ issueId, reason: line }), gives: ['HandOverDeclined'] },
  ClaimIssueResolved: {
    by: memberUnit,
    data: z.strictObject({ issueId, evidence: prose }),
    gives: ['IssueResolutionClaimed'],
  },
  VerifyIssue: {
    // a unit's people verify for a unit that is named, so that no owner verifies itself
    by: z.discriminatedUnion('role', [memberUnit, inOffice('verifier', 'secretariat', 'resident')], otherRole),
    data: z.strictObject({ issueId, upheld: z.boolean(), finding: prose }),
    gives: ['IssueVerified', 'IssueClaimReturned'],
  },
  CloseIssue: {
    by: unitOrOffice,
    data: z.discriminatedUnion('mode', [
      z.strictObject({ issueId, mode: z.literal('fixed'), reason: z.exactOptional(line) }),
      z.strictObject({ issueId, mode: unfixed, reason: line }),
    ]),
    gives: ['IssueClosed'],
  },
  ReopenIssue: {
    by: z.discriminatedUnion('role', [memberUnit, office, resident], otherRole),
    data: z.strictObject({ issueId, ground: prose }),
    gives: ['IssueReopened'],
  },
} as const satisfies CommandTable<keyof typeof events>

type Asked = typeof commands
/** What each command says, by its name. */
export type IssueCommands = { [N in keyof Asked]: z.input<Asked[N]['data']> }
