import { type AnyCommand } from '@lianxi/alliance'
import { memoryStore, streamName, type EventStore } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import {
  actionId,
  agree,
  allianceId,
  chunyuan,
  convene,
  convenor,
  decide,
  found,
  foundedTable,
  hospital,
  issueId,
  kaiyuan,
  meetingId,
  minute,
  motionId,
  move,
  pledgeId,
  raise,
  resourceId,
  school,
  secretariat,
  settleAgenda,
  signIn,
  sitDown,
  speaksFor,
  topicId,
  uuid,
  type Table,
} from './test-alliance.js'

const giveNotice: AnyCommand = { type: 'GiveNotice', data: { meetingId, at: minute(900), place: 'service centre' } }
const conveneMeeting: AnyCommand = { type: 'ConveneMeeting', data: { meetingId } }
const adjourn: AnyCommand = { type: 'AdjournMeeting', data: { meetingId } }
const openVote: AnyCommand = { type: 'OpenVote', data: { motionId, method: 'rollCall' } }
const suspend = (unitId: string): AnyCommand => ({ type: 'SuspendUnit', data: { unitId, reason: 'silent for a year' } })

/** Two engines on one store, as two processes: what one writes, the other has not read. */
async function twoTables(store: EventStore = memoryStore()): Promise<readonly [Table, Table]> {
  const here = await foundedTable({ store })
  return [here, await sitDown({ store, wall: here.wall })]
}

describe('those who are entitled', () => {
  it('are the voting members, in the order of their codes; who is only heard is not', async () => {
    const table = await foundedTable()
    await settleAgenda(table)
    await table.say(secretariat, giveNotice)
    expect((await table.heard('MeetingNoticeGiven'))[0]?.to).toEqual([hospital, school, chunyuan])
  })
  it('are not those suspended, nor those who left', async () => {
    const table = await foundedTable()
    await settleAgenda(table)
    await table.say(convenor, suspend(school))
    await table.say(speaksFor(hospital), { type: 'WithdrawUnit', data: { reason: 'merged' } })
    await table.say(secretariat, giveNotice)
    expect((await table.heard('MeetingNoticeGiven'))[0]?.to).toEqual([chunyuan])
  })
  it('are those of the instant that is spoken of, when it is entered later', async () => {
    const table = await foundedTable()
    await settleAgenda(table)
    const then = table.wall.now
    await table.say(convenor, suspend(school))
    await table.say(secretariat, giveNotice, { occurredAt: then })
    expect((await table.heard('MeetingNoticeGiven'))[0]?.to).toEqual([hospital, school, chunyuan])
  })
  it('stand in the convening, with the charter in force and what its quorum comes to', async () => {
    const table = await foundedTable()
    await convene(table)
    const [founded] = await table.heard('AllianceFounded')
    expect(await table.heard('MeetingConvened')).toEqual([
      {
        entitled: [hospital, school, chunyuan],
        present: [hospital, school],
        needed: 2,
        charterVersion: founded?.charter.version,
        quorum: founded?.charter.quorum,
      },
    ])
  })
  it('stand in the adjournment, each as attended, excused or missed', async () => {
    const table = await foundedTable()
    await convene(table)
    await table.say(speaksFor(chunyuan), { type: 'SendApology', data: { meetingId, reason: 'flood watch' } })
    await table.say(convenor, adjourn)
    expect(await table.heard('MeetingAdjourned')).toEqual([
      {
        attendance: [
          { unitId: hospital, standing: 'attended' },
          { unitId: school, standing: 'attended' },
          { unitId: chunyuan, standing: 'excused' },
        ],
      },
    ])
  })
  it('are asked anew: what another process wrote since counts', async () => {
    const [here, there] = await twoTables()
    await settleAgenda(here)
    await there.say(convenor, suspend(school))
    await here.say(secretariat, giveNotice)
    expect((await here.heard('MeetingNoticeGiven'))[0]?.to).toEqual([hospital, chunyuan])
  })
  it('are asked anew at the convening and at the adjournment', async () => {
    const [here, there] = await twoTables()
    await settleAgenda(here)
    await here.say(secretariat, giveNotice)
    await signIn(here, hospital, 'person-0')
    await there.say(convenor, suspend(school))
    await here.say(convenor, conveneMeeting)
    expect(await here.heard('QuorumNotReached')).toMatchObject([{ entitled: [hospital, chunyuan], needed: 2 }])
    await there.say(convenor, { type: 'ReinstateUnit', data: { unitId: school } })
    await here.say(convenor, adjourn)
    const [{ attendance } = { attendance: [] }] = await here.heard('MeetingAdjourned')
    expect(attendance.map(({ unitId }) => unitId)).toEqual([hospital, school, chunyuan])
  })
})

describe('the call for topics', () => {
  const propose: AnyCommand = { type: 'ProposeTopic', data: { topicId, meetingId, title: '错时停车' } }

  async function planned(): Promise<readonly [Table, Table]> {
    const both = await twoTables()
    const plan = { meetingId, kind: 'regular', title: '联席会议', date: '2018-03-02' } as const
    await both[0].say(secretariat, { type: 'PlanMeeting', data: plan })
    return both
  }

  it('admits topics once it is open, whoever opened it', async () => {
    const [here, there] = await planned()
    expect(await here.tryToSay(speaksFor(hospital), propose)).toMatchObject({
      reason: 'topic-call-not-open',
      details: { call: 'notOpened' },
    })
    await there.say(secretariat, { type: 'OpenTopicCall', data: { meetingId, closesAt: minute(60) } })
    await here.say(speaksFor(hospital), propose)
    expect(await here.heard('TopicProposed')).toHaveLength(1)
  })
  it('admits none once somebody closed it, but one that was proposed before and is entered now', async () => {
    const [here, there] = await planned()
    await here.say(secretariat, { type: 'OpenTopicCall', data: { meetingId, closesAt: minute(60) } })
    const open = here.wall.now
    await there.say(secretariat, { type: 'CloseTopicCall', data: { meetingId } })
    expect(await here.tryToSay(speaksFor(hospital), propose)).toMatchObject({ details: { call: 'closed' } })
    await here.say(speaksFor(hospital), propose, { occurredAt: open })
  })
  it('admits none after the last instant that it named', async () => {
    const [here] = await planned()
    await here.say(secretariat, { type: 'OpenTopicCall', data: { meetingId, closesAt: minute(60) } })
    here.wait(minute(90))
    expect(await here.tryToSay(speaksFor(hospital), propose)).toMatchObject({
      details: { call: 'closed', closesAt: minute(60) },
    })
    await here.say(speaksFor(hospital), propose, { occurredAt: minute(60) })
  })
})

describe('the electorate', () => {
  async function moved(): Promise<readonly [Table, Table]> {
    const both = await twoTables()
    await convene(both[0])
    await raise(both[0])
    await move(both[0])
    return both
  }

  it('is who votes and is in the room, with the rule of the charter in force', async () => {
    const [table] = await moved()
    await table.say(convenor, openVote)
    const [founded] = await table.heard('AllianceFounded')
    expect(await table.heard('VoteOpened')).toEqual([
      {
        method: 'rollCall',
        electorate: [hospital, school],
        entitled: 3,
        quorumNeeded: 2,
        charterVersion: founded?.charter.version,
        vote: founded?.charter.vote,
      },
    ])
  })
  it('is without those who went, and with those who came, seen by whatever process', async () => {
    const [here, there] = await moved()
    await signIn(there, chunyuan, 'person-2')
    await signIn(there, kaiyuan, 'person-3')
    await there.say(speaksFor(school), { type: 'SignOut', data: { meetingId, personRef: 'person-1' } })
    await here.say(convenor, openVote)
    expect(await here.heard('VoteOpened')).toMatchObject([{ electorate: [hospital, chunyuan], entitled: 3 }])
  })
  it('is without those suspended, present or not, who no longer count as entitled', async () => {
    const [here, there] = await moved()
    await signIn(here, chunyuan, 'person-2')
    await there.say(convenor, suspend(school))
    await here.say(convenor, openVote)
    expect(await here.heard('VoteOpened')).toMatchObject([
      { electorate: [hospital, chunyuan], entitled: 2, quorumNeeded: 2 },
    ])
  })
  it('is of the instant at which the vote was opened, when it is entered later', async () => {
    const [table] = await moved()
    const then = table.wall.now
    await table.say(speaksFor(school), { type: 'SignOut', data: { meetingId, personRef: 'person-1' } })
    expect(await table.tryToSay(convenor, openVote)).toMatchObject({ reason: expect.stringContaining('quorum') })
    await table.say(convenor, openVote, { occurredAt: then })
    expect(await table.heard('VoteOpened')).toMatchObject([{ electorate: [hospital, school] }])
  })
  it('is nobody once the meeting is over', async () => {
    const [here, there] = await moved()
    await there.say(convenor, adjourn)
    expect(await here.tryToSay(convenor, openVote)).toMatchObject({ reason: expect.stringContaining('session') })
  })
  it('of a motion that nobody moved is nobody', async () => {
    const table = await foundedTable()
    expect(await table.tryToSay(convenor, openVote)).toMatchObject({ code: expect.stringContaining('motion/') })
  })
})

describe('a motion', () => {
  it('is moved only while its meeting is in session, as another process may have begun it', async () => {
    const [here, there] = await twoTables()
    await settleAgenda(here)
    await here.say(secretariat, giveNotice)
    const motion: AnyCommand = {
      type: 'MoveMotion',
      data: { motionId, meetingId, text: 'a plan', issueIds: [], actions: [] },
    }
    expect(await here.tryToSay(speaksFor(hospital), motion)).toMatchObject({
      reason: expect.stringContaining('session'),
    })
    for (const [index, unit] of [hospital, school].entries()) await signIn(there, unit, `person-${index}`)
    await there.say(convenor, conveneMeeting)
    await here.say(speaksFor(hospital), motion)
  })
  it('names no topic of another meeting, nor one that was taken off the agenda', async () => {
    const [here, there] = await twoTables()
    await settleAgenda(here)
    const settle = (...topicIds: readonly string[]): AnyCommand => ({
      type: 'SettleAgenda',
      data: { meetingId, items: [...topicIds.map((id) => ({ topicId: id, title: '错时停车' })), { title: 'report' }] },
    })
    const of = (id: string): AnyCommand => ({
      type: 'MoveMotion',
      data: { motionId, meetingId, topicId: id, text: 'a plan', issueIds: [], actions: [] },
    })
    const other = uuid('d', 7)
    await here.say(secretariat, settle(topicId, other))
    await there.say(secretariat, settle(topicId))
    await here.say(secretariat, giveNotice)
    for (const [index, unit] of [hospital, school].entries()) await signIn(here, unit, `person-${index}`)
    await here.say(convenor, conveneMeeting)
    expect(await here.tryToSay(speaksFor(hospital), of(other))).toMatchObject({
      code: 'motion/topic-not-on-agenda',
      details: { topicId: other, meetingId },
    })
    await here.say(speaksFor(hospital), of(topicId))
  })
  it('gives work to members alone: one that has left since is none', async () => {
    const [here, there] = await twoTables()
    await convene(here)
    const work = (leadUnitId: string): AnyCommand => ({
      type: 'MoveMotion',
      data: {
        motionId,
        meetingId,
        text: 'a plan',
        issueIds: [],
        actions: [{ actionId, leadUnitId, coUnitIds: [], deliverable: 'signs', dueOn: '2018-03-30' }],
      },
    })
    const before = here.wall.now
    await there.say(speaksFor(kaiyuan), { type: 'WithdrawUnit', data: { reason: 'merged' } })
    expect(await here.tryToSay(speaksFor(hospital), work(kaiyuan))).toMatchObject({
      code: expect.stringContaining('motion/'),
      details: { unitId: kaiyuan },
    })
    await here.say(speaksFor(hospital), work(kaiyuan), { occurredAt: before })
  })
  it('by consensus names the units whose vote is in the room, as another process let them in', async () => {
    const [here, there] = await twoTables()
    await convene(here)
    await raise(here)
    await move(here)
    await signIn(there, chunyuan, 'person-2')
    await signIn(there, kaiyuan, 'person-3')
    await agree(here, true)
    const count = { present: [hospital, school, chunyuan], entitled: 3, quorumNeeded: 2, charterVersion: 1 }
    expect(await here.heard('ConsensusRecorded')).toEqual([{ reached: true, dissenting: [], ...count }])
  })
  it('is not adopted by those who stayed, once too few did', async () => {
    const [here, there] = await twoTables()
    await convene(here)
    await raise(here)
    await move(here)
    const before = here.wall.now
    await there.say(speaksFor(school), { type: 'SignOut', data: { meetingId, personRef: 'person-1' } })
    const agreed: AnyCommand = { type: 'RecordConsensus', data: { motionId, reached: true, dissenting: [] } }
    expect(await here.tryToSay(secretariat, agreed)).toMatchObject({
      code: 'motion/quorum-not-present',
      details: { present: 1, needed: 2 },
    })
    await here.say(secretariat, agreed, { occurredAt: before })
  })
  it('is for units with a vote to agree on: one whose vote rests is not counted', async () => {
    const table = await foundedTable()
    await convene(table)
    await raise(table)
    await move(table)
    await signIn(table, chunyuan, 'person-2')
    await table.say(convenor, suspend(school))
    await agree(table, true)
    expect(await table.heard('ConsensusRecorded')).toMatchObject([{ present: [hospital, chunyuan], entitled: 2 }])
  })
})

describe('whoever comes', () => {
  it('has the vote of a unit that has one at that instant, or is heard only', async () => {
    const [here, there] = await twoTables()
    await settleAgenda(here)
    await here.say(secretariat, giveNotice)
    await signIn(here, hospital, 'person-0')
    const then = here.wall.now
    await there.say(convenor, suspend(school))
    await signIn(here, school, 'person-1')
    await signIn(here, kaiyuan, 'person-3')
    const late: AnyCommand = { type: 'SignIn', data: { meetingId, personRef: 'person-4', mode: 'remote' } }
    await here.say(speaksFor(school), late, { occurredAt: then })
    const attended = await here.heard('AttendanceRecorded')
    expect(attended.map(({ unitId, capacity }) => [unitId, capacity])).toEqual([
      [hospital, 'voting'],
      [school, 'nonVoting'],
      [kaiyuan, 'nonVoting'],
      [school, 'voting'],
    ])
  })
})

describe('an issue', () => {
  it('is offered to a member alone, as another process may have admitted it', async () => {
    const [here, there] = await twoTables()
    await raise(here)
    const newcomer = uuid('b', 9)
    const offerTo: AnyCommand = { type: 'OfferHandOver', data: { issueId, toUnitId: newcomer, reason: 'theirs' } }
    expect(await here.tryToSay(speaksFor(hospital), offerTo)).toMatchObject({
      code: expect.stringContaining('issue/'),
    })
    const data = { unitId: newcomer, code: 'U09', name: 'new', kind: 'privateSector', seat: 'nonVoting' } as const
    await there.say(convenor, { type: 'AdmitUnit', data })
    await here.say(speaksFor(hospital), offerTo)
  })
})

describe('a date', () => {
  /** The hospital has accepted an action that is due on the 30th of March. */
  async function accepted(): Promise<Table> {
    const table = await foundedTable()
    await decide(table)
    await table.engine.settle()
    await table.say(speaksFor(hospital), { type: 'AcceptAction', data: { actionId } })
    return table
  }
  const claim: AnyCommand = { type: 'ClaimCompletion', data: { actionId, evidence: 'photographs' } }

  it('is the one where the alliance is: the last minute of the 30th in Shanghai is in time', async () => {
    const table = await accepted()
    table.wait('2018-03-30T15:58:00.000Z')
    await table.say(speaksFor(hospital), claim)
    expect(await table.heard('CompletionClaimed')).toMatchObject([{ on: '2018-03-30', late: false }])
  })
  it('has changed there a minute later, when the 30th is not over elsewhere', async () => {
    const table = await accepted()
    table.wait('2018-03-30T15:59:00.000Z')
    await table.say(speaksFor(hospital), claim)
    expect(await table.heard('CompletionClaimed')).toMatchObject([{ on: '2018-03-31', late: true }])
  })
  it('is the one on which it happened, not the one on which it was entered', async () => {
    const table = await accepted()
    table.wait('2018-04-20T00:00:00.000Z')
    await table.say(speaksFor(hospital), claim, { occurredAt: '2018-03-30T15:59:59.999Z' })
    expect(await table.heard('CompletionClaimed')).toMatchObject([{ on: '2018-03-30', late: false }])
  })
  it('of today decides whether it is too late to ask for another', async () => {
    const table = await accepted()
    const extension: AnyCommand = {
      type: 'RequestExtension',
      data: { actionId, to: '2018-04-20', reason: 'gate on order' },
    }
    table.wait('2018-03-30T15:59:00.000Z')
    expect(await table.tryToSay(speaksFor(hospital), extension)).toMatchObject({ reason: 'asked-after-expiry' })
    await table.say(speaksFor(hospital), extension, { occurredAt: '2018-03-30T15:59:00.000Z' })
  })
  it('of a claim decides whether the offer still stands, not the one on which the claim was entered', async () => {
    const table = await foundedTable()
    const quantity = { value: '40', unit: 'x:parkingSpace' }
    const offer = { resourceId, kind: 'venue', title: '夜间车位', quantity, until: '2018-03-30' } as const
    await table.say(speaksFor(school), { type: 'ListOffer', data: offer })
    const claimOffer: AnyCommand = { type: 'ClaimOffer', data: { resourceId, pledgeId, quantity } }
    table.wait('2018-04-20T00:00:00.000Z')
    const claimed = (occurredAt: string) => table.tryToSay(speaksFor(chunyuan), claimOffer, { occurredAt })
    expect(await claimed('2018-03-30T16:00:00.000Z')).toMatchObject({ reason: 'offer-expired' })
    expect(await claimed('2018-03-30T15:59:59.999Z')).toMatchObject({ events: [{ revision: 1 }] })
  })
})

describe('minutes', () => {
  const minutesId = uuid('c', 9)
  const draft = (...motionIds: readonly string[]): AnyCommand => ({
    type: 'DraftMinutes',
    data: { minutesId, meetingId, motionIds, text: '纪要' },
  })
  const stream = (category: string, id: string) => streamName({ category, partition: allianceId, id })

  async function held(): Promise<readonly [Table, Table]> {
    const both = await twoTables()
    await decide(both[0])
    await both[0].engine.settle()
    await both[0].say(convenor, adjourn)
    return both
  }

  it('cover the meeting, its topics and its motions, each up to what was last known of it', async () => {
    const [table] = await held()
    await table.say(secretariat, draft(motionId))
    const events = await table.history()
    const lastOf = (name: string) => events.findLast((event) => event.stream === name)?.revision
    const streams = [stream('meeting', meetingId), stream('topic', topicId), stream('motion', motionId)]
    expect((await table.heard('MinutesDrafted'))[0]?.covers).toEqual(
      streams.map((name) => ({ stream: name, revision: lastOf(name) })),
    )
  })
  it('drafted anew cover what has come since, from whatever process', async () => {
    const [here, there] = await held()
    await here.say(secretariat, draft(motionId))
    await there.say(secretariat, { type: 'DeferTopic', data: { topicId, reason: 'the plan is not drawn yet' } })
    await here.say(secretariat, draft(motionId))
    const revisions = (await here.heard('MinutesDrafted')).map(
      ({ covers }) => covers.find((one) => one.stream === stream('topic', topicId))?.revision,
    )
    expect(revisions).toEqual([1, 2])
  })
  it('name a motion once, though it was named twice', async () => {
    const [table] = await held()
    await table.say(secretariat, draft(motionId, motionId))
    expect((await table.heard('MinutesDrafted'))[0]?.covers).toHaveLength(3)
  })
  it('are not of a meeting that goes on, nor of motions of another', async () => {
    const table = await foundedTable()
    await decide(table)
    expect(await table.tryToSay(secretariat, draft(motionId))).toMatchObject({ reason: 'meeting-not-adjourned' })
    await table.say(convenor, adjourn)
    const unknown = uuid('e', 9)
    expect(await table.tryToSay(secretariat, draft(motionId, unknown))).toMatchObject({
      reason: 'motions-of-another-meeting',
      details: { motionIds: [unknown] },
    })
  })
})

describe('an alliance', () => {
  it('that another process founded is found', async () => {
    const store = memoryStore()
    const here = await sitDown({ store })
    const there = await sitDown({ store, wall: here.wall })
    const plan = { meetingId, kind: 'regular', title: '联席会议', date: '2018-03-02' } as const
    expect(await here.tryToSay(secretariat, { type: 'PlanMeeting', data: plan })).toMatchObject({
      code: 'engine/no-such-alliance',
    })
    await found(there)
    await here.say(secretariat, { type: 'PlanMeeting', data: plan })
  })
})
