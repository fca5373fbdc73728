import type { AnyCommand } from '@lianxi/alliance'
import { describe, expect, it } from 'vitest'
import {
  adjourn,
  chunyuan,
  convene,
  conveneMeeting,
  convenor,
  foundedTable,
  giveNotice,
  hospital,
  kaiyuan,
  meetingId,
  motionId,
  move,
  raise,
  school,
  secretariat,
  settleAgenda,
  signIn,
  speaksFor,
  suspend,
  twoTables,
  type Table,
} from './test-alliance.js'

const openVote: AnyCommand = { type: 'OpenVote', data: { motionId, method: 'rollCall' } }

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
    expect(await here.tryToSay(convenor, openVote)).toMatchObject({ code: 'motion/not-in-session' })
  })
  it('of a motion that nobody moved is nobody', async () => {
    const table = await foundedTable()
    expect(await table.tryToSay(convenor, openVote)).toMatchObject({ code: 'motion/not-moved' })
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
