import type { AnyCommand } from '@lianxi/alliance'
import { memoryStore } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import {
  actionId,
  agree,
  chunyuan,
  convene,
  conveneMeeting,
  convenor,
  found,
  foundedTable,
  giveNotice,
  hospital,
  issueId,
  kaiyuan,
  meetingId,
  minute,
  motionId,
  move,
  raise,
  school,
  secretariat,
  settleAgenda,
  signIn,
  sitDown,
  speaksFor,
  suspend,
  topicId,
  twoTables,
  uuid,
  type Table,
} from './test-alliance.js'

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
      code: 'motion/not-in-session',
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
      code: 'motion/not-a-member',
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

describe('an issue', () => {
  it('is offered to a member alone, as another process may have admitted it', async () => {
    const [here, there] = await twoTables()
    await raise(here)
    const newcomer = uuid('b', 9)
    const offerTo: AnyCommand = { type: 'OfferHandOver', data: { issueId, toUnitId: newcomer, reason: 'theirs' } }
    expect(await here.tryToSay(speaksFor(hospital), offerTo)).toMatchObject({
      code: 'issue/not-a-member',
    })
    const data = { unitId: newcomer, code: 'U09', name: 'new', kind: 'privateSector', seat: 'nonVoting' } as const
    await there.say(convenor, { type: 'AdmitUnit', data })
    await here.say(speaksFor(hospital), offerTo)
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
