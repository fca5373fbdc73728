import { memoryStore } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { describe, expect, it } from 'vitest'
import {
  accept,
  foundedTable,
  meetingId,
  minute,
  offer,
  school,
  secretariat,
  settleAgenda,
  sitDown,
  speaksFor,
  uuid,
  wall,
  type Table,
} from './test-alliance.js'
import { withFile } from './test-folder.js'
import { lasting } from './test-stores.js'

describe('what a reaction asks and the model refuses', () => {
  const unknownTopic = uuid('d', 9)

  /** The agenda names a topic that nobody proposed. */
  async function settleOddAgenda(table: Table): Promise<void> {
    await settleAgenda(table)
    const items = [{ topicId: unknownTopic, title: 'noise' }]
    await table.say(secretariat, { type: 'SettleAgenda', data: { meetingId, items } })
    await table.engine.settle()
  }

  it('is parked and listed, and holds up nothing behind it', async () => {
    const table = await foundedTable()
    await settleOddAgenda(table)
    const cause = (await table.history()).findLast(({ type }) => type === 'AgendaSettled')
    expect(await table.engine.parked()).toEqual([
      {
        reaction: 'a-settled-agenda-schedules-its-topics',
        event: {
          id: cause?.id,
          type: 'AgendaSettled',
          stream: cause?.stream,
          revision: cause?.revision,
          position: cause?.position,
        },
        command: { type: 'ScheduleTopic', data: { topicId: unknownTopic, meetingId, title: 'noise' } },
        code: 'topic/not-proposed',
        message: expect.stringContaining('propose it first'),
        attempts: 1,
        since: table.wall.now,
      },
    ])
    await offer(table)
    await accept(table)
    await table.engine.settle()
    expect(await table.heard('PledgeOpened')).toHaveLength(1)
  })
  it('is noted at once: a process that ends before it has settled the rest leaves it parked', async () => {
    const store = memoryStore()
    const table = await foundedTable({ store })
    await settleAgenda(table)
    await table.say(secretariat, {
      type: 'SettleAgenda',
      data: { meetingId, items: [{ topicId: unknownTopic, title: 'noise' }] },
    })
    await offer(table)
    await accept(table)
    const stopped = await sitDown({ store: lasting(store, 1), wall: table.wall })
    await expect(stopped.engine.settle()).rejects.toThrow('the power went out')
    const next = await sitDown({ store, wall: table.wall })
    expect(await next.engine.parked()).toMatchObject([{ code: 'topic/not-proposed' }])
    await next.engine.settle()
    expect(await next.engine.parked()).toHaveLength(1)
    expect(await next.heard('PledgeOpened')).toHaveLength(1)
  })
  it('is not asked again, though it would now be granted; nor by the next process on the file', () =>
    withFile(async (path) => {
      const shared = wall()
      const table = await foundedTable({ store: openSqliteStore(path), wall: shared })
      await settleOddAgenda(table)
      const parked = await table.engine.parked()
      const other = uuid('c', 2)
      const plan = { kind: 'regular', title: '联席会议', date: '2018-04-02' } as const
      await table.say(secretariat, { type: 'PlanMeeting', data: { meetingId: other, ...plan } })
      await table.say(secretariat, { type: 'OpenTopicCall', data: { meetingId: other, closesAt: minute(6000) } })
      const late = { topicId: unknownTopic, meetingId: other, title: 'noise' }
      await table.say(speaksFor(school), { type: 'ProposeTopic', data: late })
      await table.engine.settle()
      const before = await table.history()
      expect(before.at(-1)?.type).toBe('TopicProposed')
      await table.engine.close()
      const next = await sitDown({ store: openSqliteStore(path), wall: shared })
      await next.engine.settle()
      expect(await next.engine.parked()).toEqual(parked)
      expect(await next.history()).toEqual(before)
      await next.engine.close()
    }))
})
