// Any command that a motion may be asked, lawful or not, over a small cast. Facts are mostly such that it goes on.
import * as fc from 'fast-check'
import { charterPresets } from '../charter.js'
import { anyLine, anyMemberUnit, anyOffice, anyUnit, convenor, units, uuid } from '../testing/cast.js'
import { lawfulSequences, type CommandArbitraries } from '../testing/lawful.js'
import type { MotionCommands } from './commands.js'
import { majorityOfCast, marchMeeting, parkingMotion, parkingTopic } from './motion.controls.js'

const motionId = fc.constant(parkingMotion)
const anyUnits = fc.uniqueArray(anyUnit)
const mostlyTrue = fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) })
const mostlyAll = fc.oneof({ weight: 9, arbitrary: fc.constant([...units]) }, { weight: 1, arbitrary: anyUnits })
const byChair = fc.constant(convenor)

const anyAction = fc.record({
  actionId: fc.constantFrom(uuid('a', 1), uuid('a', 2), uuid('a', 3)),
  leadUnitId: anyUnit,
  coUnitIds: fc.array(anyUnit, { maxLength: 2 }),
  deliverable: anyLine,
  dueOn: fc.constantFrom('2018-03-30', '2018-06-30'),
})

const anyVoteRule = fc.constantFrom(
  majorityOfCast,
  ...Object.values(charterPresets).map(({ vote }) => vote),
  { base: 'yesNoAbstain', threshold: { numerator: 1, denominator: 3, strictly: false } },
  { base: 'entitled', threshold: { numerator: 1, denominator: 2, strictly: true } },
)

export const motionArbitraries: CommandArbitraries<MotionCommands> = {
  MoveMotion: fc.record({
    by: fc.oneof(anyMemberUnit, anyOffice),
    data: fc.record(
      {
        motionId,
        meetingId: fc.constant(marchMeeting),
        topicId: fc.constant(parkingTopic),
        text: anyLine,
        issueIds: fc.array(fc.constantFrom(uuid('i', 1), uuid('i', 2), uuid('i', 3)), { maxLength: 2 }),
        actions: fc.array(anyAction, { maxLength: 2 }),
      },
      { requiredKeys: ['motionId', 'meetingId', 'text', 'issueIds', 'actions'] },
    ),
    facts: fc.record({ inSession: mostlyTrue, onAgenda: mostlyTrue, members: mostlyAll }),
  }),
  OpenVote: fc.record({
    by: byChair,
    data: fc.record({ motionId, method: fc.constantFrom('showOfHands', 'rollCall') }),
    facts: fc.record({
      inSession: mostlyTrue,
      electorate: mostlyAll,
      entitled: fc.constant(units.length),
      quorumNeeded: fc.integer({ min: 0, max: 5 }),
      charterVersion: fc.integer({ min: 1, max: 2 }),
      vote: anyVoteRule,
    }),
  }),
  CastBallot: fc.record({
    by: anyMemberUnit,
    data: fc.record({ motionId, choice: fc.constantFrom('for', 'against', 'abstain') }),
  }),
  CloseVote: fc.record({ by: byChair, data: fc.record({ motionId }) }),
  DeclareResult: fc.record({
    by: byChair,
    data: fc.record({ motionId, outcome: fc.constantFrom('adopted', 'failed') }),
  }),
  RecordConsensus: fc.record({
    by: anyOffice,
    data: fc.record({ motionId, reached: fc.boolean(), dissenting: fc.array(anyUnit, { maxLength: 1 }) }),
    facts: fc.record({
      inSession: mostlyTrue,
      present: mostlyAll,
      entitled: fc.constant(units.length),
      quorumNeeded: fc.integer({ min: 0, max: 5 }),
      charterVersion: fc.integer({ min: 1, max: 2 }),
    }),
  }),
}

/** Sequences on one motion: any, moved, voted on, and voted on to the end. */
export const motionSequences = fc.oneof(
  lawfulSequences(motionArbitraries, []),
  lawfulSequences(motionArbitraries, ['MoveMotion']),
  lawfulSequences(motionArbitraries, ['MoveMotion', 'OpenVote']),
  lawfulSequences(motionArbitraries, [
    'MoveMotion',
    'OpenVote',
    'CastBallot',
    'CastBallot',
    'CloseVote',
    'DeclareResult',
  ]),
)
