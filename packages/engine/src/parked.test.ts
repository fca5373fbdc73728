import type { AnyCommand, EventData } from '@lianxi/alliance'
import { LianxiError, memoryStore, memoryViewStore, type EventStore, type Reaction } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import {
  chunyuan,
  foundedTable,
  minute,
  school,
  secretariat,
  settleAgenda,
  sitDown,
  speaksFor,
  uuid,
  type Table,
} from './test-alliance.js'

async function raise({ say }: Table, number: number): Promise<void> {
  const data = { issueId: uuid('e', 100 + number), channel: 'hotline', urgency: 'urgent', category: 'water' } as const
  await say(speaksFor(chunyuan), { type: 'RaiseIssue', data: { ...data, title: `pipe ${number}` } })
}

type CallsAMeeting = Reaction<Pick<EventData, 'IssueRaised'>, AnyCommand>

/** An app's own: each issue calls a meeting. What goes wrong on the way is up to a test. */
function callsAMeeting(goWrong: (title: string) => void = () => {}): CallsAMeeting {
  return {
    name: 'an-issue-calls-a-meeting',
    on: {
      IssueRaised({ id, data: { title } }) {
        goWrong(title)
        return [{ type: 'PlanMeeting', data: { meetingId: id, kind: 'emergency', title, date: '2018-03-02' } }]
      },
    },
  }
}

function firstPipe(title: string): void {
  if (title === 'pipe 1') throw new TypeError('title of undefined')
}

const titles = async (table: Table) => (await table.heard('MeetingPlanned')).map(({ title }) => title)
const unknownTopic = uuid('d', 9)
const schedules = 'a-settled-agenda-schedules-its-topics'

/** The agenda names a topic that nobody proposed, which is then parked. */
async function settleOddAgenda({ say, engine }: Table): Promise<void> {
  const items = [{ topicId: unknownTopic, title: 'noise' }]
  await say(secretariat, {
    type: 'PlanMeeting',
    data: { meetingId: uuid('c', 1), kind: 'regular', title: '联席会议', date: '2018-03-02' },
  })
  await say(secretariat, { type: 'OpenTopicCall', data: { meetingId: uuid('c', 1), closesAt: minute(6000) } })
  await say(secretariat, { type: 'CloseTopicCall', data: { meetingId: uuid('c', 1) } })
  await say(secretariat, { type: 'SettleAgenda', data: { meetingId: uuid('c', 1), items } })
  await engine.settle()
}

/** Somebody proposes it after all, for a later meeting. */
async function proposeIt({ say }: Table): Promise<void> {
  const meetingId = uuid('c', 2)
  const plan = { kind: 'regular', title: '联席会议', date: '2018-04-02' } as const
  await say(secretariat, { type: 'PlanMeeting', data: { meetingId, ...plan } })
  await say(secretariat, { type: 'OpenTopicCall', data: { meetingId, closesAt: minute(6000) } })
  await say(speaksFor(school), { type: 'ProposeTopic', data: { topicId: unknownTopic, meetingId, title: 'noise' } })
}

describe('a parked event', () => {
  it('leaves the list once it can be answered, at every engine on the store, and does not come back', async () => {
    const store = memoryStore()
    const one = await foundedTable({ store })
    const other = await sitDown({ store, wall: one.wall })
    await settleOddAgenda(one)
    await other.engine.settle()
    expect(await other.engine.parked()).toMatchObject([
      { reaction: schedules, code: 'topic/not-proposed', attempts: 1 },
    ])
    expect(await one.engine.retryParked()).toMatchObject([{ code: 'topic/not-proposed', attempts: 2 }])
    await proposeIt(one)
    expect(await one.engine.retryParked()).toEqual([])
    expect(await one.heard('TopicScheduled')).toHaveLength(1)
    expect(await other.engine.parked()).toEqual([])
    await raise(other, 1)
    for (const { engine } of [other, one]) await engine.settle()
    for (const { engine } of [other, one]) expect(await engine.parked()).toEqual([])
    for (const { engine } of [other, one]) expect(await engine.retryParked()).toEqual([])
    expect(await one.heard('TopicScheduled')).toHaveLength(1)
  })
  it('is answered once, though two ask for it at the same time', async () => {
    const store = memoryStore()
    const one = await foundedTable({ store })
    const other = await sitDown({ store, wall: one.wall })
    await settleOddAgenda(one)
    await proposeIt(one)
    const left = await Promise.all([one.engine.retryParked(), other.engine.retryParked(), one.engine.retryParked()])
    expect(left).toEqual([[], [], []])
    expect(await one.heard('TopicScheduled')).toHaveLength(1)
  })
  it('is tried again by reaction and by id, and only there', async () => {
    const table = await foundedTable()
    await settleOddAgenda(table)
    await proposeIt(table)
    expect(await table.engine.retryParked({ reaction: 'an-accepted-claim-opens-its-pledge' })).toEqual([])
    expect(await table.engine.retryParked({ eventId: uuid('f', 1) })).toEqual([])
    const [parked] = await table.engine.parked()
    expect(parked?.attempts).toBe(1)
    await table.engine.retryParked({ reaction: schedules, eventId: String(parked?.event.id) })
    expect(await table.engine.parked()).toEqual([])
  })
  it('is dropped where somebody says so, and is then never answered', async () => {
    const store = memoryStore()
    const one = await foundedTable({ store })
    const other = await sitDown({ store, wall: one.wall })
    await settleOddAgenda(one)
    const [parked] = await other.engine.parked()
    const eventId = String(parked?.event.id)
    for (const { engine } of [other, one]) await engine.dropParked({ reaction: schedules, eventId })
    await proposeIt(one)
    await one.engine.settle()
    await other.engine.settle()
    expect(await one.engine.parked()).toEqual([])
    expect(await one.engine.retryParked()).toEqual([])
    expect(await one.heard('TopicScheduled')).toEqual([])
  })
  it('is not found under a reaction that there is not, nor dropped without its name', async () => {
    const { engine } = await foundedTable()
    const refused = { code: 'invalid-input', details: { path: 'reaction' } }
    await expect(engine.retryParked({ reaction: 'nobody' })).rejects.toMatchObject(refused)
    await expect(engine.dropParked({ reaction: 'nobody', eventId: 'x' })).rejects.toMatchObject(refused)
    // as from an app without types
    await expect(engine.dropParked({ eventId: 'x' } as never)).rejects.toMatchObject(refused)
  })
})

describe('a reaction with a mistake in it', () => {
  it('stops a run, and nothing is skipped, unless it is told otherwise', async () => {
    const table = await foundedTable({ reactions: [callsAMeeting(firstPipe)] })
    await raise(table, 1)
    await raise(table, 2)
    const { stream, revision, type } =
      (await table.history()).findLast(({ data }) => 'title' in data && data.title === 'pipe 1') ?? {}
    await expect(table.engine.run({ signal: new AbortController().signal })).rejects.toMatchObject({
      code: 'reaction-stopped',
      details: { reaction: 'an-issue-calls-a-meeting', stream, revision, type, reason: 'title of undefined' },
      cause: new TypeError('title of undefined'),
    })
    expect(await table.engine.parked()).toEqual([])
    expect(await titles(table)).toEqual([])
  })
  it('has the event parked and goes on where it is told so, settled or run; once it is mended, all is answered', async () => {
    const store = memoryStore()
    const broken = await foundedTable({ store, reactions: [callsAMeeting(firstPipe)], onError: { then: 'park' } })
    await raise(broken, 1)
    await raise(broken, 2)
    await broken.engine.settle()
    expect(await titles(broken)).toEqual(['pipe 2'])
    const [parked] = await broken.engine.parked()
    expect(parked).toMatchObject({ code: 'unexpected', message: 'title of undefined', event: { type: 'IssueRaised' } })
    expect(await broken.engine.retryParked()).toMatchObject([{ code: 'unexpected', attempts: 2, since: parked?.since }])
    const mended = await sitDown({ store, reactions: [callsAMeeting()], wall: broken.wall })
    expect(await mended.engine.retryParked()).toEqual([])
    expect(await titles(mended)).toEqual(['pipe 2', 'pipe 1'])
  })
  it('may ask for other commands once it is mended, where the first made no sense', async () => {
    const store = memoryStore()
    const tooLong = callsAMeeting()
    const odd: CallsAMeeting = {
      ...tooLong,
      on: { IssueRaised: () => [{ type: 'PlanMeeting', data: { meetingId: 'spring' } } as never] },
    }
    const table = await foundedTable({ store, reactions: [odd] })
    await raise(table, 1)
    await table.engine.settle()
    expect(await table.engine.parked()).toMatchObject([{ code: 'invalid-input' }])
    const mended = await sitDown({ store, reactions: [callsAMeeting()], wall: table.wall })
    expect(await mended.engine.retryParked()).toEqual([])
    expect(await titles(mended)).toEqual(['pipe 1'])
  })
  it('whose policy makes no sense is refused when the engine is opened', async () => {
    const onError = { then: 'skip' } as never
    await expect(sitDown({ onError })).rejects.toMatchObject({
      code: 'invalid-input',
      details: { what: 'onError', path: 'then' },
    })
    await expect(sitDown({ reactions: [{ ...callsAMeeting(), onError }] })).rejects.toMatchObject({
      details: { what: 'onError of reaction an-issue-calls-a-meeting', path: 'then' },
    })
  })
})

it('a store that does not answer for a time stops no run, and settling says so and can be repeated', async () => {
  const sound = memoryStore()
  let failures = 0
  const store: EventStore = {
    ...sound,
    async append(...append) {
      if (failures-- > 0) throw new LianxiError('store-unavailable', { store: 'ours', reason: 'it restarts' })
      return sound.append(...append)
    },
  }
  const onError = { retry: { firstMs: 1, longestMs: 2 } }
  const table = await foundedTable({ store, reactions: [callsAMeeting()], onError })
  await raise(table, 1)
  failures = 1
  await expect(table.engine.settle()).rejects.toMatchObject({ code: 'store-unavailable' })
  failures = 5
  const end = new AbortController()
  const running = table.engine.run({ signal: end.signal })
  for await (const batch of sound.subscribe({ signal: end.signal }))
    if (batch.some(({ type }) => type === 'MeetingPlanned')) end.abort()
  await running
  expect(await titles(table)).toEqual(['pipe 1'])
  expect(await table.engine.parked()).toEqual([])
})

describe('a store that outlives its process, with views that do not', () => {
  it('runs no reactions and begins none, while commands and views work', async () => {
    const kept = memoryViewStore()
    const asked: string[] = []
    const viewStore = {
      ...kept,
      load: (key: Parameters<typeof kept.load>[0]) => (asked.push(key.name), kept.load(key)),
      save: (...save: Parameters<typeof kept.save>) => (asked.push(save[0].name), kept.save(...save)),
    }
    const table = await foundedTable({ store: { ...memoryStore(), durable: true }, viewStore })
    await settleAgenda(table)
    const { engine } = table
    const refused = { code: 'view-store-not-durable' }
    await expect(engine.settle()).rejects.toMatchObject(refused)
    await expect(engine.run({ signal: new AbortController().signal })).rejects.toMatchObject(refused)
    await expect(engine.parked()).rejects.toMatchObject(refused)
    await expect(engine.retryParked()).rejects.toMatchObject(refused)
    await expect(engine.dropParked({ reaction: schedules, eventId: 'x' })).rejects.toMatchObject(refused)
    expect((await engine.verify()).broken).toEqual([])
    expect(await table.heard('TopicScheduled')).toEqual([])
    await engine.close()
    expect(asked.filter((name) => name.startsWith('reaction/'))).toEqual([])
  })
  it('runs them once its views are kept as well', async () => {
    const viewStore = { ...memoryViewStore(), durable: true }
    const table = await foundedTable({ store: { ...memoryStore(), durable: true }, viewStore })
    await settleAgenda(table)
    await table.engine.settle()
    expect(await table.heard('TopicScheduled')).toHaveLength(1)
  })
})
