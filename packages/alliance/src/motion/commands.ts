// What may be asked of a motion, by whom, and what comes of it.
import type { CommandTable } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { chair, memberUnit, office } from '../actor.js'
import { voteRule } from '../charter.js'
import { motionId, unitId } from '../ids.js'
import { choice, outcome, votingMethod } from './ballot.js'
import { unitOrOffice } from '../unit-or-office.js'
import type { events } from './events.js'
import { motionText } from './proposal.js'

const inSession = z.boolean()
const heads = z.int().min(0)

export const commands = {
  MoveMotion: {
    by: unitOrOffice,
    data: motionText.extend({ motionId }),
    needs: z.strictObject({
      inSession,
      /** Whether the topic, where one is named, is on the agenda of the meeting. */
      onAgenda: z.boolean(),
      members: z.array(unitId),
    }),
    gives: ['MotionMoved'],
  },
  OpenVote: {
    by: chair,
    data: z.strictObject({ motionId, method: votingMethod }),
    needs: z.strictObject({
      inSession,
      electorate: z.array(unitId),
      entitled: heads,
      quorumNeeded: heads,
      charterVersion: z.int().min(1),
      vote: voteRule,
    }),
    gives: ['VoteOpened'],
  },
  CastBallot: { by: memberUnit, data: z.strictObject({ motionId, choice }), gives: ['BallotCast'] },
  CloseVote: { by: chair, data: z.strictObject({ motionId }), gives: ['VoteClosed'] },
  DeclareResult: {
    by: chair,
    data: z.strictObject({ motionId, outcome }),
    gives: ['ResultDeclared', 'ResolutionAdopted', 'MotionFailed'],
  },
  RecordConsensus: {
    by: office,
    data: z.strictObject({ motionId, reached: z.boolean(), dissenting: z.array(unitId).max(1000) }),
    needs: z.strictObject({
      inSession,
      /** The voting units in the room. */
      present: z.array(unitId),
      entitled: heads,
      quorumNeeded: heads,
      charterVersion: z.int().min(1),
    }),
    gives: ['ConsensusRecorded', 'ResolutionAdopted', 'MotionFailed'],
  },
} as const satisfies CommandTable<keyof typeof events>

type Asked = typeof commands
/** What each command says, by its name. */
export type MotionCommands = { [N in keyof Asked]: z.input<Asked[N]['data']> }
