import type { AnyCommand } from '@lianxi/alliance'
import { streamName } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import {
  adjourn,
  allianceId,
  convenor,
  decide,
  foundedTable,
  meetingId,
  motionId,
  secretariat,
  topicId,
  twoTables,
  uuid,
  type Table,
} from './test-alliance.js'

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
