// What is stored of an issue. Changing a schema changes history: add an upcaster (docs/guides).
import * as z from 'zod'
import { meetingId, motionId, topicId, unitId } from '../ids.js'
import { line, prose } from '../text.js'
import { channel, closingMode, level, motionOutcome, urgency } from './classification.js'

const handOver = { fromUnitId: unitId, toUnitId: unitId }

export const events = {
  IssueRaised: z
    .strictObject({
      channel,
      category: line,
      title: line,
      urgency,
      place: z.exactOptional(line),
      unitId: z.exactOptional(unitId),
    })
    .meta({ zh: '提出问题', en: 'A problem was put before the alliance, by a unit where one is named' }),
  IssueTriaged: z
    .strictObject({ level, category: line })
    .meta({ zh: '问题分级分类', en: 'An office said what kind of problem it is and who it takes' }),
  IssueAccepted: z
    .strictObject({ unitId })
    .meta({ zh: '首接负责', en: 'A unit took the issue in hand: the first recipient is responsible' }),
  IssuePutOnAgenda: z
    .strictObject({ meetingId, topicId })
    .meta({ zh: '问题上会', en: 'The issue was taken to a meeting, as one of its topics' }),
  IssueOutcomeFollowed: z
    .strictObject({ motionId, outcome: motionOutcome })
    .meta({ zh: '按决议办理', en: 'A motion about the issue was decided; the issue is back from the meeting' }),
  HandOverOffered: z
    .strictObject({ ...handOver, reason: line })
    .meta({ zh: '提出移交', en: 'The owner asked another unit to take the issue over' }),
  IssueHandedOver: z.strictObject(handOver).meta({ zh: '问题移交', en: 'The unit that was asked took the issue over' }),
  HandOverDeclined: z
    .strictObject({ ...handOver, reason: line })
    .meta({ zh: '拒绝接收', en: 'The unit that was asked did not take the issue over' }),
  IssueResolutionClaimed: z
    .strictObject({ unitId, evidence: prose })
    .meta({ zh: '申报办结', en: 'The owner says that the issue is resolved' }),
  IssueVerified: z
    .strictObject({ unitId, finding: prose, verifierUnitId: z.exactOptional(unitId) })
    .meta({ zh: '核实属实', en: "Somebody else found the owner's claim to be true" }),
  IssueClaimReturned: z
    .strictObject({ unitId, finding: prose })
    .meta({ zh: '核实退回', en: "Somebody else found the owner's claim wanting" }),
  IssueClosed: z
    .strictObject({
      mode: closingMode,
      unitId: z.exactOptional(unitId),
      raisedBy: z.exactOptional(unitId),
      reason: z.exactOptional(line),
    })
    .meta({ zh: '问题销号', en: 'The issue was closed: fixed, or why not' }),
  IssueReopened: z
    .strictObject({ ground: prose, unitId: z.exactOptional(unitId) })
    .meta({ zh: '问题重开', en: 'A closed issue is open again, with its owner where it had one' }),
} as const

type Stored = typeof events
/** The data of each event, by its name. */
export type IssueEvents = { [N in keyof Stored]: z.output<Stored[N]> }
