// Example events and facts of motions, for tests here and in apps.
import { eventBuilder } from '@lianxi/event-sourcing'
import { calendarDate } from '../calendar.js'
import type { VoteRule } from '../charter.js'
import { actionId, issueId, meetingId, motionId, topicId, type UnitId } from '../ids.js'
import { chunyuan, convenorUnit, hospital, school, units, uuid } from '../testing/cast.js'
import type { Choice } from './ballot.js'
import { events } from './events.js'
import type { Proposal } from './proposal.js'

const event = eventBuilder(events)

export const parkingMotion = motionId.parse(uuid('o', 1))
export const parkingIssue = issueId.parse(uuid('i', 1))
export const parkingTopic = topicId.parse(uuid('t', 1))
export const marchMeeting = meetingId.parse(uuid('m', 1))

export const openCourtyard = {
  actionId: actionId.parse(uuid('a', 1)),
  leadUnitId: hospital,
  coUnitIds: [chunyuan],
  deliverable: '40 parking spaces, 18:00 to 08:00',
  dueOn: calendarDate.parse('2018-03-30'),
}

/** What the hospital proposes. */
export const parkingProposal: Proposal = {
  meetingId: marchMeeting,
  topicId: parkingTopic,
  moverUnitId: hospital,
  text: 'Open the courtyard at night for neighbours to park',
  issueIds: [parkingIssue],
  actions: [openCourtyard],
}

export const parkingMoved = event('MotionMoved', parkingProposal)

export const majorityOfCast: VoteRule = { base: 'cast', threshold: { numerator: 1, denominator: 2, strictly: true } }

export const inSession = { inSession: true, onAgenda: true, members: [...units] }

/** The convenor, the hospital, the school and one community, of five entitled units. */
export const fourPresent = {
  inSession: true,
  electorate: [convenorUnit, hospital, school, chunyuan],
  entitled: 5,
  quorumNeeded: 3,
  charterVersion: 1,
  vote: majorityOfCast,
}

export const voteOpened = event('VoteOpened', {
  method: 'rollCall',
  electorate: fourPresent.electorate,
  entitled: 5,
  quorumNeeded: 3,
  charterVersion: 1,
  vote: majorityOfCast,
})

export function ballot(unitId: UnitId, choice: Choice) {
  return event('BallotCast', { unitId, choice })
}

export const voteClosed = event('VoteClosed', {})

export const adoptedByVote = event('ResolutionAdopted', { ...parkingProposal, by: 'vote' })
