import { eventBuilder } from '@lianxi/event-sourcing'
import { at } from '@lianxi/event-sourcing/testing'
import { describe, expect, it } from 'vitest'
import { actionId } from '../ids.js'
import {
  chunyuan,
  convenor,
  convenorUnit,
  engineActor,
  hospital,
  kaiyuan,
  minute,
  school,
  secretariat,
  speaksFor,
  uuid,
} from '../testing/cast.js'
import type { Outcome } from './ballot.js'
import { events } from './events.js'
import { failed, given } from './given.controls.js'
import {
  adoptedByVote,
  ballot,
  fourPresent,
  inSession,
  majorityOfCast,
  marchMeeting,
  openCourtyard,
  parkingIssue,
  parkingMotion as motionId,
  parkingMoved,
  parkingProposal,
  parkingTopic,
  voteClosed,
  voteOpened,
} from './motion.controls.js'
import { meetingOf } from './rules.js'

const event = eventBuilder(events)

const { moverUnitId: _, ...said } = parkingProposal

/** A result of the vote that the controls open, and what follows. */
function declared(tally: { for: number; against: number; abstain: number }, outcome: Outcome) {
  const base = tally.for + tally.against
  const result = event('ResultDeclared', { tally, base, vote: majorityOfCast, charterVersion: 1, outcome })
  return [result, outcome === 'adopted' ? adoptedByVote : failed('vote')] as const
}

describe('moving', () => {
  const move = (changed: Partial<typeof said>) =>
    ({ type: 'MoveMotion', data: { ...said, ...changed, motionId } }) as const
  const act = openCourtyard

  it('a unit moves a motion in a meeting that is in session', () => {
    given().when(move({})).then(parkingMoved)
    given()
      .when({ ...move({}), facts: { ...inSession, inSession: false } })
      .thenRejected('not-in-session', { meetingId: marchMeeting })
  })
  it.each([convenor, secretariat, engineActor])('an office moves it for the meeting, and binds no unit: %o', (by) => {
    given()
      .when({ ...move({}), by })
      .then(event('MotionMoved', said))
  })
  it.each(['memberRepresentative', 'liaison', 'communityOffice'] as const)('a %s moves it for the unit', (role) => {
    given()
      .when({ ...move({}), by: { role, unitId: hospital } })
      .then(parkingMoved)
  })
  it('a motion that names a topic names one of the agenda of its meeting', () => {
    given()
      .when({ ...move({}), facts: { ...inSession, onAgenda: false } })
      .thenRejected('topic-not-on-agenda', { topicId: parkingTopic, meetingId: marchMeeting })
  })
  it('a motion may come out of no topic and propose nothing to do', () => {
    const bare = { meetingId: marchMeeting, text: 'Thank the school', issueIds: [], actions: [] }
    given()
      .when({ type: 'MoveMotion', data: { ...bare, motionId } })
      .then(event('MotionMoved', { ...bare, moverUnitId: hospital }))
  })
  it('a motion is moved once', () => {
    given(parkingMoved).when(move({})).thenRejected('already-moved')
  })
  it('only members are proposed to lead or to help', () => {
    const members = [hospital]
    given()
      .when({ ...move({}), facts: { ...inSession, members } })
      .thenRejected('not-a-member', { actionId: act.actionId, unitId: chunyuan })
    given()
      .when({
        ...move({ actions: [{ ...act, leadUnitId: school, coUnitIds: [] }] }),
        facts: { ...inSession, members },
      })
      .thenRejected('not-a-member', { actionId: act.actionId, unitId: school })
  })
  it('the unit that leads an action is not among those that help with it', () => {
    given()
      .when(move({ actions: [{ ...act, coUnitIds: [chunyuan, hospital] }] }))
      .thenRejected('lead-among-co-units', { actionId: act.actionId, unitId: hospital })
  })
  it('an issue, an action and a co-unit are named once', () => {
    const another = { ...act, actionId: actionId.parse(uuid('a', 2)) }
    given()
      .when(move({ actions: [act, another, { ...act, leadUnitId: school }] }))
      .thenRejected('named-twice', { id: act.actionId })
    given()
      .when(move({ issueIds: [parkingIssue, parkingIssue] }))
      .thenRejected('named-twice', { id: parkingIssue })
    given()
      .when(move({ actions: [{ ...act, coUnitIds: [chunyuan, school, chunyuan] }] }))
      .thenRejected('named-twice', { id: chunyuan })
  })
  it('a motion knows the meeting it belongs to', () => {
    expect(meetingOf(given(parkingMoved).state)).toBe(marchMeeting)
    expect(meetingOf(given().state)).toBeUndefined()
  })
})

describe('opening the vote', () => {
  const open = { type: 'OpenVote', data: { motionId, method: 'rollCall' } } as const

  it('the chair opens the vote on a motion, and who may vote and by which rule is fixed', () => {
    given(parkingMoved).when(open).then(voteOpened)
    given().when(open).thenRejected('not-moved')
  })
  it('nobody votes while the meeting is not in session', () => {
    given(parkingMoved)
      .when({ ...open, facts: { ...fourPresent, inSession: false } })
      .thenRejected('not-in-session', { meetingId: marchMeeting })
  })
  it('nobody votes below the quorum; at the quorum they do', () => {
    given(parkingMoved)
      .when({ ...open, facts: { ...fourPresent, quorumNeeded: 5 } })
      .thenRejected('quorum-not-present', { present: 4, needed: 5 })
    given(parkingMoved)
      .when({ ...open, facts: { ...fourPresent, quorumNeeded: 4 } })
      .then(event('VoteOpened', { ...voteOpened.data, quorumNeeded: 4 }))
  })
  it('the vote is opened once', () => {
    given(parkingMoved, voteOpened).when(open).thenRejected('vote-already-opened', { phase: 'voting' })
    given(parkingMoved, voteOpened, voteClosed).when(open).thenRejected('vote-already-opened', { phase: 'closed' })
    given(parkingMoved, failed('consensus')).when(open).thenRejected('already-decided', { outcome: 'failed' })
  })
  it('the vote does not open before the motion was moved', () => {
    given(at(minute(50), parkingMoved))
      .when({ ...open, at: minute(49) })
      .thenRejected('before-it-began', { began: minute(50) })
  })
})

describe('voting', () => {
  const vote = { type: 'CastBallot', data: { motionId, choice: 'for' } } as const
  const voting = given(parkingMoved, voteOpened)

  it('a unit votes once on a motion', () => {
    voting.when(vote).then(ballot(hospital, 'for'))
    given(parkingMoved, voteOpened, ballot(hospital, 'against'))
      .when(vote)
      .thenRejected('already-voted', { unitId: hospital, choice: 'against' })
  })
  it('a unit that votes the same again has voted once', () => {
    given(parkingMoved, voteOpened, ballot(hospital, 'for')).when(vote).then()
  })
  it('a unit that was not there when the vote opened does not vote', () => {
    voting.when({ ...vote, by: speaksFor(kaiyuan) }).thenRejected('not-entitled-to-vote', { unitId: kaiyuan })
  })
  it('nobody votes before the vote opens or after it closes', () => {
    given().when(vote).thenRejected('vote-not-open', { phase: 'notMoved' })
    given(parkingMoved).when(vote).thenRejected('vote-not-open', { phase: 'moved' })
    given(parkingMoved, voteOpened, ballot(hospital, 'for'), voteClosed)
      .when(vote)
      .thenRejected('vote-not-open', { phase: 'closed' })
  })
  it('a ballot entered late is from after the vote opened, in whatever order ballots are entered', () => {
    const papers = given(parkingMoved, at(minute(50), voteOpened), at(minute(60), ballot(school, 'for')))
    papers.when({ ...vote, at: minute(49) }).thenRejected('before-it-began', { began: minute(50) })
    papers.when({ ...vote, at: minute(50) }).then(ballot(hospital, 'for'))
  })
})

describe('closing the vote', () => {
  const close = { type: 'CloseVote', data: { motionId } } as const

  it('the chair closes the vote, whoever has not voted', () => {
    given(parkingMoved, voteOpened).when(close).then(voteClosed)
  })
  it('a closed vote stays closed; one that never opened is not closed', () => {
    given(parkingMoved, voteOpened, voteClosed).when(close).then()
    given(parkingMoved).when(close).thenRejected('vote-not-open', { phase: 'moved' })
  })
  it('the vote does not close before it opened, nor before the last ballot', () => {
    given(parkingMoved, at(minute(50), voteOpened))
      .when({ ...close, at: minute(49) })
      .thenRejected('before-it-began', { began: minute(50) })
    given(
      parkingMoved,
      at(minute(50), voteOpened),
      at(minute(60), ballot(hospital, 'for')),
      at(minute(55), ballot(school, 'for')),
    )
      .when({ ...close, at: minute(59) })
      .thenRejected('before-it-began', { began: minute(60) })
  })
})

describe('declaring the result', () => {
  const declare = (outcome: Outcome) => ({ type: 'DeclareResult', data: { motionId, outcome } }) as const
  const voted = (...ballots: readonly ReturnType<typeof ballot>[]) =>
    given(parkingMoved, voteOpened, ...ballots, voteClosed)

  it('what the ballots carry is declared, and the motion becomes a resolution', () => {
    voted(ballot(hospital, 'for'), ballot(school, 'for'), ballot(chunyuan, 'against'), ballot(convenorUnit, 'abstain'))
      .when(declare('adopted'))
      .then(...declared({ for: 2, against: 1, abstain: 1 }, 'adopted'))
  })
  it('what they do not carry has failed', () => {
    voted(ballot(hospital, 'for'), ballot(school, 'against'), ballot(chunyuan, 'against'))
      .when(declare('failed'))
      .then(...declared({ for: 1, against: 2, abstain: 0 }, 'failed'))
  })
  it('the chair declares nothing else than what follows from the ballots', () => {
    const tally = { for: 1, against: 0, abstain: 0 }
    voted(ballot(hospital, 'for'))
      .when(declare('failed'))
      .thenRejected('result-not-supported', { tally, base: 1, outcome: 'adopted' })
    const none = { for: 0, against: 0, abstain: 0 }
    voted().when(declare('adopted')).thenRejected('result-not-supported', { tally: none, base: 0, outcome: 'failed' })
  })
  it('a vote in which nobody votes fails', () => {
    voted()
      .when(declare('failed'))
      .then(...declared({ for: 0, against: 0, abstain: 0 }, 'failed'))
  })
  it('nothing is declared before the vote is closed', () => {
    given(parkingMoved, voteOpened).when(declare('failed')).thenRejected('vote-not-closed', { phase: 'voting' })
    given().when(declare('failed')).thenRejected('vote-not-closed', { phase: 'notMoved' })
  })
  it('a result is declared once, and not otherwise afterwards', () => {
    const history = [parkingMoved, voteOpened, ballot(hospital, 'for'), voteClosed] as const
    const decided = given(...history, ...declared({ for: 1, against: 0, abstain: 0 }, 'adopted'))
    decided.when(declare('adopted')).then()
    decided.when(declare('failed')).thenRejected('already-decided', { outcome: 'adopted' })
  })
  it('a result is not declared before the vote was closed', () => {
    given(parkingMoved, voteOpened, at(minute(101), voteClosed))
      .when(declare('failed'))
      .thenRejected('before-it-began', { began: minute(101) })
  })
})
