import type { AnyCommand, AnyEvent, EventData } from '@lianxi/alliance'
import {
  isRejection,
  memoryStore,
  memoryViewStore,
  type EventStore,
  type Reaction,
  type ViewStore,
} from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  sitDown,
  spaces,
  speaksFor,
  topicId,
  uuid,
  wall,
  type Table,
  type TableOptions,
} from './test-alliance.js'

async function withFile(test: (path: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxi-'))
  try {
    await test(join(folder, 'store.db'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

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

/** A view store whose saves of a reaction's progress fail once from now on, as a process that ends before it saves. */
function failingOnce(viewStore: ViewStore): { readonly viewStore: ViewStore; fail(name: string): void } {
  const failures: string[] = []
  return {
    fail: (name) => failures.push(`reaction/${name}`),
    viewStore: {
      ...viewStore,
      async save(...save) {
        const failure = failures.indexOf(save[0].name)
        if (failure === -1) return viewStore.save(...save)
        failures.splice(failure, 1)
        throw new Error('the process ended')
      },
    },
  }
}

describe('a process that ends', () => {
  async function undisturbed(): Promise<readonly AnyEvent[]> {
    const table = await foundedTable()
    await decide(table)
    await table.engine.settle()
    return table.history()
  }

  it('between a command and its reactions leaves a history that settles as if it had not', async () => {
    const store = memoryStore()
    const table = await foundedTable({ store })
    await decide(table)
    const next = await sitDown({ store, wall: table.wall })
    await next.engine.settle()
    expect(await next.history()).toEqual(await undisturbed())
  })
  it('between what a reaction asked and the note that it did leaves one, too', async () => {
    const store = memoryStore()
    const { viewStore, fail } = failingOnce(memoryViewStore())
    const table = await foundedTable({ store, viewStore })
    await decide(table)
    fail('an-adopted-resolution-opens-its-actions')
    await expect(table.engine.settle()).rejects.toThrow('the process ended')
    expect(await table.heard('ActionAssigned')).toHaveLength(1)
    const next = await sitDown({ store, viewStore, wall: table.wall })
    await next.engine.settle()
    expect(await next.history()).toEqual(await undisturbed())
  })
  it('or that goes on in spite of it, as well', async () => {
    const { viewStore, fail } = failingOnce(memoryViewStore())
    const table = await foundedTable({ viewStore })
    await decide(table)
    fail('an-adopted-resolution-opens-its-actions')
    fail('an-issue-taken-to-a-meeting-follows-the-outcome')
    await expect(table.engine.settle()).rejects.toThrow('the process ended')
    await expect(table.engine.settle()).rejects.toThrow('the process ended')
    await table.engine.settle()
    expect(await table.history()).toEqual(await undisturbed())
  })
  it('after the first of several reactions to one event loses none of the others', async () => {
    const store = memoryStore()
    const table = await foundedTable({ store })
    await decide(table)
    const stopped = await sitDown({ store: lasting(store, 2), wall: table.wall })
    await expect(stopped.engine.settle()).rejects.toThrow('the power went out')
    const next = await sitDown({ store, wall: table.wall })
    await next.engine.settle()
    expect(await next.history()).toEqual(await undisturbed())
  })
})

/** A store that takes some more events and then no more. */
function lasting(store: EventStore, appends: number): EventStore {
  let left = appends
  return {
    ...store,
    async append(...append) {
      if (left-- <= 0) throw new Error('the power went out')
      return store.append(...append)
    },
  }
}

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
  it('is not asked again, though it would now be granted; nor by the next process on the file', async () => {
    await withFile(async (path) => {
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
    })
  })
})

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

describe('two processes that settle one file at the same time', () => {
  it('do everything once', async () => {
    await withFile(async (path) => {
      const shared = wall()
      const one = await foundedTable({ store: openSqliteStore(path), wall: shared })
      const other = await sitDown({ store: openSqliteStore(path), wall: shared })
      await decide(one)
      await offer(other)
      await accept(other)
      await Promise.all([one.engine.settle(), other.engine.settle(), one.engine.settle()])
      for (const type of ['TopicScheduled', 'PledgeOpened', 'ActionAssigned', 'IssueOutcomeFollowed'] as const)
        expect(await one.heard(type)).toHaveLength(1)
      expect((await one.engine.verify()).broken).toEqual([])
      await one.engine.close()
      await other.engine.close()
    })
  })
})
