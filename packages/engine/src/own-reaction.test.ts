import type { AnyCommand, EventData } from '@lianxi/alliance'
import { memoryStore, type Reaction } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import {
  accept,
  chunyuan,
  decide,
  foundedTable,
  offer,
  settleAgenda,
  sitDown,
  speaksFor,
  uuid,
  type Table,
  type TableOptions,
} from './test-alliance.js'

/** An app's own: an emergency brings the units together at once, under the id of the issue. */
const anEmergencyCallsAMeeting: Reaction<Pick<EventData, 'IssueRaised'>, AnyCommand> = {
  name: 'an-emergency-calls-a-meeting',
  on: {
    IssueRaised({ stream, data }) {
      if (data.urgency !== 'emergency') return []
      const id = stream.slice(stream.indexOf('.') + 1)
      return [
        { type: 'PlanMeeting', data: { meetingId: id, kind: 'emergency', title: data.title, date: '2018-03-02' } },
      ]
    },
  },
}

describe("an app's own reaction", () => {
  async function emergency({ say }: Table, number: number): Promise<void> {
    const data = { issueId: uuid('e', 100 + number), channel: 'hotline', urgency: 'emergency' } as const
    await say(speaksFor(chunyuan), {
      type: 'RaiseIssue',
      data: { ...data, category: 'water', title: `pipe ${number}` },
    })
  }
  const titles = async (table: Table) => (await table.heard('MeetingPlanned')).map(({ title }) => title)
  const fromNow: TableOptions = { reactions: [anEmergencyCallsAMeeting] }

  it("runs beside the model's own, in the office that its cause gives it", async () => {
    const table = await foundedTable(fromNow)
    await emergency(table, 1)
    await decide(table)
    await table.engine.settle()
    expect(await titles(table)).toEqual(['联席会议', 'pipe 1'])
    expect(await table.heard('ActionAssigned')).toHaveLength(1)
  })
  it('begins behind what is there when it is met first, so that no old matter is stirred up', async () => {
    const store = memoryStore()
    const table = await foundedTable({ store })
    await emergency(table, 1)
    const later = await sitDown({ ...fromNow, store, wall: table.wall })
    await emergency(later, 2)
    await later.engine.settle()
    expect(await titles(later)).toEqual(['pipe 2'])
  })
  it('goes on from there in the next process, even where nothing was settled in between', async () => {
    const store = memoryStore()
    const table = await foundedTable({ ...fromNow, store })
    await emergency(table, 1)
    const later = await sitDown({ ...fromNow, store, wall: table.wall })
    await later.engine.settle()
    expect(await titles(later)).toEqual(['pipe 1'])
  })
  it('begins at the start where it says so', async () => {
    const store = memoryStore()
    const table = await foundedTable({ store })
    await emergency(table, 1)
    const reactions = [{ ...anEmergencyCallsAMeeting, from: 'start' as const }]
    const later = await sitDown({ store, wall: table.wall, reactions })
    await later.engine.settle()
    expect(await titles(later)).toEqual(['pipe 1'])
  })
  it('is asked once about each event, also where settling is asked for twice at a time', async () => {
    const heard: string[] = []
    const listening = {
      ...anEmergencyCallsAMeeting,
      on: {
        IssueRaised(event: Parameters<typeof anEmergencyCallsAMeeting.on.IssueRaised>[0]) {
          heard.push(event.data.title)
          return anEmergencyCallsAMeeting.on.IssueRaised(event)
        },
      },
    }
    const table = await foundedTable({ reactions: [listening] })
    await emergency(table, 1)
    await emergency(table, 2)
    await Promise.all([table.engine.settle(), table.engine.settle()])
    expect(heard).toEqual(['pipe 1', 'pipe 2'])
  })
  it('needs a name of its own', async () => {
    const twice = { ...fromNow, reactions: [anEmergencyCallsAMeeting, anEmergencyCallsAMeeting] }
    await expect(sitDown(twice)).rejects.toMatchObject({
      code: 'invalid-input',
      details: { path: 'reactions', reason: 'two reactions are called an-emergency-calls-a-meeting' },
    })
    const asOurs = { ...anEmergencyCallsAMeeting, name: 'an-accepted-claim-opens-its-pledge' }
    await expect(sitDown({ reactions: [asOurs] })).rejects.toMatchObject({ details: { path: 'reactions' } })
  })
  it('that asks what there is no command for, or what makes no sense, has it parked', async () => {
    const asked: unknown[] = [
      { type: 'Frobnicate', data: {} },
      { type: 'PlanMeeting', data: { meetingId: 'spring' } },
    ]
    // as from an app without types
    const odd = { ...anEmergencyCallsAMeeting, on: { IssueRaised: () => asked as AnyCommand[] } }
    const table = await foundedTable({ reactions: [odd] })
    await emergency(table, 1)
    await table.engine.settle()
    expect((await table.engine.parked()).map(({ code }) => code)).toEqual(['unknown-command', 'invalid-input'])
  })
  it('with a mistake in it stops settling and says what it was; once it is mended nothing is lost', async () => {
    const store = memoryStore()
    const broken = {
      ...anEmergencyCallsAMeeting,
      on: {
        IssueRaised(): readonly AnyCommand[] {
          throw new TypeError('title of undefined')
        },
      },
    }
    const table = await foundedTable({ store, reactions: [broken] })
    await offer(table)
    await accept(table)
    await emergency(table, 1)
    await settleAgenda(table)
    for (const _ of [1, 2]) await expect(table.engine.settle()).rejects.toThrow('title of undefined')
    expect(await table.engine.parked()).toEqual([])
    const mended = await sitDown({ ...fromNow, store, wall: table.wall })
    await mended.engine.settle()
    expect(await titles(mended)).toEqual(['联席会议', 'pipe 1'])
    expect(await mended.heard('TopicScheduled')).toHaveLength(1)
    expect(await mended.heard('PledgeOpened')).toHaveLength(1)
  })
  it('is stopped by a signal, and goes on when settled again', async () => {
    const table = await foundedTable(fromNow)
    await emergency(table, 1)
    await expect(table.engine.settle({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    expect(await titles(table)).toEqual([])
    await table.engine.settle()
    expect(await titles(table)).toEqual(['pipe 1'])
  })
})
