import { eventBuilder } from '@lianxi/event-sourcing'
import { at, scenarios } from '@lianxi/event-sourcing/testing'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Share, VoteRule } from '../charter.js'
import { actionId, unitId, type UnitId } from '../ids.js'
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
import type { Choice, Outcome } from './ballot.js'
import { events } from './events.js'
import {
  adoptedByVote,
  ballot,
  fourPresent,
  inSession,
  majorityOfCast,
  marchMeeting,
  openCourtyard,
  parkingIssue,
  parkingMotion,
  parkingMoved,
  parkingProposal,
  parkingTopic,
  voteClosed,
  voteOpened,
} from './motion.controls.js'
import { motion } from './motion.js'
import { meetingOf, resultOf } from './rules.js'

const event = eventBuilder(events)
const motionId = parkingMotion
const counted = { present: fourPresent.electorate, entitled: 5, quorumNeeded: 3, charterVersion: 1 }
const here = { inSession: true, ...counted }
const given = scenarios(motion, {
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

const { moverUnitId: _, ...said } = parkingProposal
const failed = (by: 'vote' | 'consensus') => event('MotionFailed', { ...parkingProposal, by })

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

describe('what the ballots carry', () => {
  const majority: Share = { numerator: 1, denominator: 2, strictly: true }
  const half: Share = { numerator: 1, denominator: 2, strictly: false }
  const third: Share = { numerator: 1, denominator: 3, strictly: false }
  const twoThirds: Share = { numerator: 2, denominator: 3, strictly: false }
  const electorate = (size: number): readonly UnitId[] =>
    Array.from({ length: size }, (_, index) => unitId.parse(uuid('u', index)))

  function result(choices: readonly Choice[], vote: VoteRule, room: { present?: number; entitled?: number } = {}) {
    const present = room.present ?? choices.length
    const entitled = room.entitled ?? present
    const voters = electorate(present)
    const opened = event('VoteOpened', { ...voteOpened.data, electorate: voters, entitled, quorumNeeded: 0, vote })
    const ballots = choices.map((choice, index) => ballot(voters[index]!, choice))
    const { state } = given(parkingMoved, opened, ...ballots, voteClosed)
    return { state, opened, ballots, ...resultOf(state.vote!) }
  }
  const votes = ([yes = 0, no = 0, abstain = 0]: readonly number[]): readonly Choice[] => [
    ...Array<Choice>(yes).fill('for'),
    ...Array<Choice>(no).fill('against'),
    ...Array<Choice>(abstain).fill('abstain'),
  ]

  it.each([
    { cast: [7, 4, 2], of: 'present', threshold: majority, base: 13, outcome: 'adopted' },
    { cast: [7, 4, 2], of: 'cast', threshold: twoThirds, base: 11, outcome: 'failed' },
    { cast: [2, 1, 10], of: 'present', threshold: majority, base: 13, outcome: 'failed' },
    { cast: [2, 1, 10], of: 'cast', threshold: twoThirds, base: 3, outcome: 'adopted' },
    { cast: [3, 2, 1], of: 'yesNoAbstain', threshold: majority, base: 6, outcome: 'failed' },
    { cast: [3, 2, 1], of: 'yesNoAbstain', threshold: half, base: 6, outcome: 'adopted' },
  ] as const)('$cast of those $of: $outcome', ({ cast, of, threshold, base, outcome }) => {
    expect(result(votes(cast), { base: of, threshold })).toMatchObject({ base, outcome })
  })
  it('a tie fails, and so does a minority, however small the share that is asked', () => {
    expect(result(votes([5, 5, 0]), { base: 'cast', threshold: half })).toMatchObject({ base: 10, outcome: 'failed' })
    expect(result(votes([2, 3, 0]), { base: 'cast', threshold: third })).toMatchObject({ base: 5, outcome: 'failed' })
  })
  it('a vote in which all abstain fails', () => {
    expect(result(votes([0, 0, 4]), { base: 'cast', threshold: third })).toMatchObject({ base: 0, outcome: 'failed' })
  })
  it('a share of nobody is reached by nobody', () => {
    expect(result(votes([1, 0, 0]), { base: 'entitled', threshold: third }, { entitled: 0 }).outcome).toBe('failed')
  })
  it('who is present and hands in nothing counts where the base is those present', () => {
    const rule = { base: 'present', threshold: majority } as const
    expect(result(votes([3, 0, 0]), rule, { present: 6 })).toMatchObject({ base: 6, outcome: 'failed' })
    expect(result(votes([4, 0, 0]), rule, { present: 6 })).toMatchObject({ base: 6, outcome: 'adopted' })
  })
  it('who stayed away counts where the base is those entitled', () => {
    const rule = { base: 'entitled', threshold: majority } as const
    expect(result(votes([5, 0, 0]), rule, { entitled: 10 })).toMatchObject({ base: 10, outcome: 'failed' })
    expect(result(votes([6, 0, 0]), rule, { entitled: 10 })).toMatchObject({ base: 10, outcome: 'adopted' })
  })

  const anyShare = fc.constantFrom(majority, half, third, twoThirds)
  const anyRule = fc.record({
    base: fc.constantFrom('cast', 'yesNoAbstain', 'present', 'entitled'),
    threshold: anyShare,
  })
  const anyVotes = fc.array(fc.constantFrom<Choice>('for', 'against', 'abstain'), { maxLength: 15 })

  it('exactly one outcome can be declared, whatever the ballots and the rule', () => {
    fc.assert(
      fc.property(anyVotes, anyRule, (choices, rule) => {
        const { opened, ballots, tally, base, outcome } = result(choices, rule)
        const other = outcome === 'adopted' ? 'failed' : 'adopted'
        const voted = given(parkingMoved, opened, ...ballots, voteClosed)
        voted
          .when({ type: 'DeclareResult', data: { motionId, outcome: other } })
          .thenRejected('result-not-supported', { tally, base, outcome })
        voted
          .when({ type: 'DeclareResult', data: { motionId, outcome } })
          .then(
            event('ResultDeclared', { tally, base, vote: rule, charterVersion: 1, outcome }),
            outcome === 'adopted' ? adoptedByVote : failed('vote'),
          )
      }),
    )
  })
  it('a vote against that turns into one for never loses what was carried', () => {
    fc.assert(
      fc.property(anyVotes, anyRule, fc.nat(14), (choices, rule, index) => {
        const turned = choices.map((choice, at) => (at === index && choice === 'against' ? 'for' : choice))
        if (result(choices, rule).outcome === 'adopted') expect(result(turned, rule).outcome).toBe('adopted')
      }),
    )
  })
})

describe('consensus', () => {
  const record = (reached: boolean, dissenting: UnitId[] = []) =>
    ({ type: 'RecordConsensus', data: { motionId, reached, dissenting } }) as const
  const recorded = (reached: boolean, dissenting: UnitId[] = []) =>
    event('ConsensusRecorded', { reached, dissenting, ...counted })
  const adopted = event('ResolutionAdopted', { ...parkingProposal, by: 'consensus' })
  const moved = given(parkingMoved)

  it('a meeting of one mind adopts a motion without a vote', () => {
    moved.when(record(true)).then(recorded(true), adopted)
  })
  it('a motion that units dissent from fails, and they are named', () => {
    moved.when(record(false, [school])).then(recorded(false, [school]), failed('consensus'))
  })
  it('there is no consensus while a unit dissents', () => {
    moved.when(record(true, [school])).thenRejected('consensus-with-dissent', { dissenting: [school] })
  })
  it('too few units to decide are not of one mind, though all who are there agree', () => {
    const two = { ...here, present: [hospital, school] }
    moved.when({ ...record(true), facts: two }).thenRejected('quorum-not-present', { present: 2, needed: 3 })
    moved
      .when({ ...record(false, [school]), facts: two })
      .then(
        event('ConsensusRecorded', { ...recorded(false, [school]).data, present: two.present }),
        failed('consensus'),
      )
  })
  it('a charter without a quorum lets those who are there agree, however few', () => {
    const nobody = { present: [], entitled: 5, quorumNeeded: 0, charterVersion: 2 }
    moved
      .when({ ...record(true), facts: { inSession: true, ...nobody } })
      .then(event('ConsensusRecorded', { reached: true, dissenting: [], ...nobody }), adopted)
  })
  it('only who is present dissents, and once', () => {
    moved.when(record(false, [school, kaiyuan])).thenRejected('not-present', { unitId: kaiyuan })
    moved.when(record(false, [school, school])).thenRejected('named-twice', { id: school })
  })
  it('there is consensus only on a motion before a meeting in session', () => {
    given().when(record(true)).thenRejected('not-moved')
    moved
      .when({ ...record(true), facts: { ...here, inSession: false } })
      .thenRejected('not-in-session', { meetingId: marchMeeting })
    given(at(minute(50), parkingMoved))
      .when({ ...record(true), at: minute(49) })
      .thenRejected('before-it-began', { began: minute(50) })
  })
  it('a motion that is put to the vote is not decided by consensus', () => {
    given(parkingMoved, voteOpened).when(record(true)).thenRejected('vote-already-opened', { phase: 'voting' })
  })
  it('the same record again changes nothing, another is refused', () => {
    const decided = given(parkingMoved, recorded(false, [school, hospital]), failed('consensus'))
    decided.when(record(false, [hospital, school])).then()
    decided.when(record(false, [school])).thenRejected('already-decided', { outcome: 'failed' })
    decided.when(record(true)).thenRejected('already-decided', { outcome: 'failed' })
    decided
      .when({ type: 'DeclareResult', data: { motionId, outcome: 'adopted' } })
      .thenRejected('already-decided', { outcome: 'failed' })
  })
})
