// Who asks what of a motion unless a test says otherwise, what a meeting answers, and how a motion fails.
import { eventBuilder } from '@lianxi/event-sourcing'
import { scenarios } from '@lianxi/event-sourcing/testing'
import { convenor, hospital, minute, secretariat, speaksFor } from '../testing/cast.js'
import { events } from './events.js'
import { fourPresent, inSession, parkingProposal } from './motion.controls.js'
import { motion } from './motion.js'

const event = eventBuilder(events)

export const counted = { present: fourPresent.electorate, entitled: 5, quorumNeeded: 3, charterVersion: 1 }
export const here = { inSession: true, ...counted }
export const given = scenarios(motion, {
  at: minute(100),
  by: {
    MoveMotion: speaksFor(hospital),
    OpenVote: convenor,
    CastBallot: speaksFor(hospital),
    CloseVote: convenor,
    DeclareResult: convenor,
    RecordConsensus: secretariat,
  },
  facts: { MoveMotion: inSession, OpenVote: fourPresent, RecordConsensus: here },
})

export const failed = (by: 'vote' | 'consensus') => event('MotionFailed', { ...parkingProposal, by })
