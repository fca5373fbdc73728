import type { AnyCommand, AnyEvent } from '@lianxi/alliance'
import { isRejection } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import {
  accept,
  actionId,
  allianceId,
  chunyuan,
  decide,
  deliver,
  foundedTable,
  hospital,
  kaiyuan,
  meetingId,
  minute,
  motionId,
  offer,
  pledgeId,
  resourceId,
  school,
  secretariat,
  settleAgenda,
  spaces,
  speaksFor,
  topicId,
  uuid,
  type Table,
} from './test-alliance.js'

/** The last event of a stream's category. */
function lastOf(events: readonly AnyEvent[], category: string): AnyEvent | undefined {
  return events.findLast(({ stream }) => stream.startsWith(`${category}-`))
}

describe('after settling', () => {
  it('the topics of a settled agenda know that they are on it', async () => {
    const table = await foundedTable()
    await settleAgenda(table)
    await table.engine.settle()
    const events = await table.history()
    expect(lastOf(events, 'topic')).toMatchObject({
      type: 'TopicScheduled',
      stream: `topic-${allianceId}.${topicId}`,
      data: { meetingId },
    })
  })
  it('an agenda that was settled anew, and again, has the topics that it ended up with', async () => {
    const table = await foundedTable()
    await settleAgenda(table)
    const settle = (items: readonly { readonly topicId?: string; readonly title: string }[]) =>
      table.say(secretariat, { type: 'SettleAgenda', data: { meetingId, items } })
    await settle([{ title: 'report on the year' }])
    await table.engine.settle()
    expect(lastOf(await table.history(), 'topic')).toMatchObject({ type: 'TopicDropped', data: { meetingId } })
    await settle([{ topicId, title: '错时停车' }])
    await settle([{ title: 'report on the year' }])
    await settle([{ topicId, title: '错时停车' }])
    await table.engine.settle()
    expect(lastOf(await table.history(), 'topic')).toMatchObject({ type: 'TopicScheduled' })
  })
  it('a claim under the id of another pledge reserves nothing for ever: it opens none, and is free again', async () => {
    const table = await foundedTable()
    await offer(table)
    await accept(table)
    const second = uuid('d', 8)
    const listed = { resourceId: second, kind: 'venue', title: '操场', quantity: spaces('5') } as const
    await table.say(speaksFor(school), { type: 'ListOffer', data: listed })
    const claim = (id: string): AnyCommand => ({
      type: 'ClaimOffer',
      data: { resourceId: second, pledgeId: id, quantity: spaces('5') },
    })
    await table.say(speaksFor(chunyuan), claim(pledgeId))
    await table.say(speaksFor(school), { type: 'AcceptClaim', data: { resourceId: second, pledgeId } })
    await table.engine.settle()
    expect(await table.engine.parked()).toEqual([])
    expect(await table.heard('PledgeOpened')).toHaveLength(1)
    expect(await table.heard('ClaimReleased')).toEqual([{ pledgeId, used: '0' }])
    await table.say(speaksFor(chunyuan), claim(uuid('d', 9)))
  })
  it('what was asked by a reaction says so: who, when, and because of what', async () => {
    const table = await foundedTable()
    await settleAgenda(table)
    table.wait(minute(600))
    await table.engine.settle()
    const events = await table.history()
    const cause = events.find(({ type }) => type === 'AgendaSettled')
    expect(lastOf(events, 'topic')?.metadata).toMatchObject({
      actor: { role: 'engine' },
      causationId: cause?.id,
      correlationId: cause?.metadata.commandId,
      occurredAt: cause?.metadata.occurredAt,
      recordedAt: minute(600),
    })
  })
  it('an accepted claim has opened its pledge, under the id of the claim', async () => {
    const table = await foundedTable()
    await offer(table)
    await accept(table)
    await table.engine.settle()
    expect(await table.heard('PledgeOpened')).toEqual([
      {
        resourceId,
        unitId: school,
        receiverUnitId: chunyuan,
        kind: 'venue',
        title: '夜间车位',
        quantity: spaces('30'),
      },
    ])
    expect(lastOf(await table.history(), 'pledge')?.stream).toBe(`pledge-${allianceId}.${pledgeId}`)
  })
  it('an adopted resolution has opened its actions', async () => {
    const table = await foundedTable()
    await decide(table)
    await table.engine.settle()
    expect(lastOf(await table.history(), 'action')).toMatchObject({
      type: 'ActionAssigned',
      stream: `action-${allianceId}.${actionId}`,
      data: { motionId, leadUnitId: hospital, coUnitIds: [chunyuan], dueOn: '2018-03-30' },
    })
  })
  it.each([
    [true, 'adopted'],
    [false, 'failed'],
  ] as const)('an issue that was taken to the meeting follows the outcome (agreed: %s)', async (reached, outcome) => {
    const table = await foundedTable()
    await decide(table, reached)
    await table.engine.settle()
    expect(await table.heard('IssueOutcomeFollowed')).toEqual([{ motionId, outcome }])
    expect(await table.heard('ActionAssigned')).toHaveLength(reached ? 1 : 0)
  })
  it('nothing is left: settling again changes nothing', async () => {
    const table = await foundedTable()
    await decide(table)
    await offer(table)
    await accept(table)
    await table.engine.settle()
    const before = await table.history()
    await table.engine.settle()
    await Promise.all([table.engine.settle(), table.engine.settle()])
    expect(await table.history()).toEqual(before)
    expect(await table.engine.parked()).toEqual([])
  })
  it('what nobody settled is not done yet: executing alone runs no reaction', async () => {
    const table = await foundedTable()
    await decide(table)
    expect(lastOf(await table.history(), 'action')).toBeUndefined()
  })
})

describe('a pledge that ends', () => {
  /** How much of the offer another unit can then claim: exactly this, and no more. */
  async function expectLeft(table: Table, exactly: string, more: string): Promise<void> {
    await table.engine.settle()
    const claim = (number: number, value: string): AnyCommand => ({
      type: 'ClaimOffer',
      data: { resourceId, pledgeId: uuid('d', 10 + number), quantity: spaces(value) },
    })
    expect(await table.tryToSay(speaksFor(kaiyuan), claim(1, more))).toMatchObject({ reason: expect.any(String) })
    expect(isRejection(await table.tryToSay(speaksFor(kaiyuan), claim(2, exactly)))).toBe(false)
  }

  async function pledged(): Promise<Table> {
    const table = await foundedTable()
    await offer(table)
    await accept(table)
    await table.engine.settle()
    return table
  }

  it('fulfilled keeps what was used: of 40 places 30 are gone', async () => {
    const table = await pledged()
    await deliver(table, '30')
    await expectLeft(table, '10', '10.000001')
    expect(await table.heard('ClaimReleased')).toEqual([{ pledgeId, used: '30' }])
  })
  it('cancelled before anything was delivered frees all', async () => {
    const table = await pledged()
    await table.say(speaksFor(chunyuan), { type: 'CancelPledge', data: { pledgeId, reason: 'moved' } })
    await expectLeft(table, '40', '40.5')
    expect(await table.heard('ClaimReleased')).toEqual([{ pledgeId, used: '0' }])
  })
  it('in default keeps what was acknowledged until then', async () => {
    const table = await pledged()
    await deliver(table, '12.5')
    await table.say(secretariat, { type: 'DefaultPledge', data: { pledgeId, reason: 'rebuilt' } })
    await expectLeft(table, '27.5', '27.6')
    expect(await table.heard('ClaimReleased')).toEqual([{ pledgeId, used: '12.5' }])
  })
})
