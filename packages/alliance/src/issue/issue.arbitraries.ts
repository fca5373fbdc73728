// Any command that an issue may be asked, lawful or not, over a small cast.
import * as fc from 'fast-check'
import { anyLine, anyMemberUnit, anyOffice, anyUnit, engineActor, uuid } from '../testing/cast.js'
import { lawfulSequences, type CommandArbitraries } from '../testing/lawful.js'
import { channel, level, motionOutcome, unfixed, urgency } from './classification.js'
import type { IssueCommands } from './commands.js'
import { parkingIssue as issueId } from './issue.controls.js'

const anyAsker = fc.oneof(anyMemberUnit, anyOffice, fc.constant({ role: 'resident' }))
const anyUnitOrOffice = fc.oneof(anyMemberUnit, anyOffice)
const anyVerifier = fc.oneof(anyMemberUnit, fc.constantFrom({ role: 'verifier' }, { role: 'resident' }))
const some = (kind: string) => fc.constantFrom(uuid(kind, 1), uuid(kind, 2))
const thisIssue = fc.constant({ issueId })

export const issueArbitraries: CommandArbitraries<IssueCommands> = {
  RaiseIssue: fc.record({
    by: anyAsker,
    data: fc.record({
      issueId: fc.constant(issueId),
      channel: fc.constantFrom(...channel.options),
      category: anyLine,
      title: anyLine,
      urgency: fc.constantFrom(...urgency.options),
    }),
  }),
  TriageIssue: fc.record({
    by: anyOffice,
    data: fc.record({
      issueId: fc.constant(issueId),
      level: fc.constantFrom(...level.options),
      category: anyLine,
    }),
  }),
  AcceptIssue: fc.record({ by: anyMemberUnit, data: thisIssue }),
  PutIssueOnAgenda: fc.record({
    by: anyUnitOrOffice,
    data: fc.record({ issueId: fc.constant(issueId), meetingId: some('m'), topicId: some('t') }),
  }),
  FollowOutcome: fc.record({
    by: fc.constant(engineActor),
    data: fc.record({
      issueId: fc.constant(issueId),
      motionId: some('o'),
      outcome: fc.constantFrom(...motionOutcome.options),
    }),
  }),
  OfferHandOver: fc.record({
    by: anyMemberUnit,
    data: fc.record({ issueId: fc.constant(issueId), toUnitId: anyUnit, reason: anyLine }),
    facts: fc.record({ member: fc.boolean() }),
  }),
  AcceptHandOver: fc.record({ by: anyMemberUnit, data: thisIssue }),
  DeclineHandOver: fc.record({
    by: anyMemberUnit,
    data: fc.record({ issueId: fc.constant(issueId), reason: anyLine }),
  }),
  ClaimIssueResolved: fc.record({
    by: anyMemberUnit,
    data: fc.record({ issueId: fc.constant(issueId), evidence: anyLine }),
  }),
  VerifyIssue: fc.record({
    by: anyVerifier,
    data: fc.record({ issueId: fc.constant(issueId), upheld: fc.boolean(), finding: anyLine }),
  }),
  CloseIssue: fc.record({
    by: anyUnitOrOffice,
    data: fc.record({
      issueId: fc.constant(issueId),
      mode: fc.constantFrom('fixed', ...unfixed.options),
      reason: anyLine,
    }),
  }),
  ReopenIssue: fc.record({ by: anyAsker, data: fc.record({ issueId: fc.constant(issueId), ground: anyLine }) }),
}

/** Sequences on one issue: any, and from one that its owner says is solved. */
export const issueSequences = fc.oneof(
  lawfulSequences(issueArbitraries, []),
  lawfulSequences(issueArbitraries, ['RaiseIssue', 'TriageIssue', 'AcceptIssue', 'ClaimIssueResolved']),
)
