// An alliance of four units around one table, whose clock shows when the last thing was said: for the engine's own tests.
import { charterPresets, unitId, type AnyCommand, type AnyEvent, type EventData, type UnitId } from '@lianxi/alliance'
import { memoryStore, type DeepReadonly, type Receipt, type Rejection } from '@lianxi/event-sourcing'
import { openEngine, type Engine } from './engine.js'
import type { EngineOptions } from './options.js'
import type { CommandContext } from './request.js'

/** A UUID that is easy to recognise: `uuid('a', 7)` begins with a and ends in 7. */
export function uuid(letter: string, number: number): string {
  return `${letter.repeat(8)}-0000-4000-8000-${String(number).padStart(12, '0')}`
}

export const allianceId = uuid('a', 1)
export const [convenorUnit, hospital, school, chunyuan, kaiyuan] = [
  unitId.parse(uuid('b', 1)),
  unitId.parse(uuid('b', 2)),
  unitId.parse(uuid('b', 3)),
  unitId.parse(uuid('b', 4)),
  unitId.parse(uuid('b', 5)),
]
export const convenor = { role: 'convenor', unitId: convenorUnit } as const
export const secretariat = { role: 'secretariat' } as const

/** Someone who speaks for a unit. */
export function speaksFor(unit: UnitId): CommandContext['actor'] {
  return { role: 'memberRepresentative', unitId: unit }
}

/** Minutes after the first morning. */
export function minute(count: number): string {
  return new Date(Date.UTC(2018, 2, 2, 1, count)).toISOString()
}

/** What engines on one store share: the clock on the wall, and the next id. */
export interface Wall {
  now: string
  ids: number
}

export function wall(): Wall {
  return { now: minute(0), ids: 0 }
}

export interface Table {
  readonly engine: Engine
  readonly wall: Wall
  /** Says it a minute after what was said last, or at an instant that has passed, and gives the answer. */
  tryToSay(
    by: CommandContext['actor'],
    command: AnyCommand,
    more?: Partial<CommandContext>,
  ): Promise<Receipt | Rejection>
  /** The same; throws where the answer is no. */
  say(by: CommandContext['actor'], command: AnyCommand, more?: Partial<CommandContext>): Promise<Receipt>
  /** Lets the clock on the wall show this. */
  wait(until: string): void
  history(): Promise<readonly AnyEvent[]>
  /** What the events of a type say, in order. */
  heard<N extends keyof EventData>(type: N): Promise<readonly DeepReadonly<EventData[N]>[]>
}

export interface TableOptions extends Partial<EngineOptions> {
  readonly wall?: Wall
}

/** Sits down on a store: a fresh one in memory unless given. */
export async function sitDown({ wall: shared = wall(), ...options }: TableOptions = {}): Promise<Table> {
  const clock = () => shared.now
  const ids = () => uuid('f', ++shared.ids)
  const engine = await openEngine({ store: memoryStore(), clock, ids, ...options })

  function context(by: CommandContext['actor'], more: Partial<CommandContext>): CommandContext {
    shared.now = new Date(Date.parse(shared.now) + 60_000).toISOString()
    return { allianceId, actor: by, occurredAt: shared.now, ...more }
  }

  async function history(): Promise<readonly AnyEvent[]> {
    const events: AnyEvent[] = []
    for await (const event of engine.history({ allianceId })) events.push(event)
    return events
  }

  return {
    engine,
    wall: shared,
    tryToSay: (by, command, more = {}) => engine.tryExecute(command, context(by, more)),
    say: (by, command, more = {}) => engine.execute(command, context(by, more)),
    wait(until) {
      shared.now = until
    },
    history,
    async heard<N extends keyof EventData>(type: N) {
      const ofType = (await history()).filter((event) => event.type === type)
      // an event of this name says what the model's table says for the name
      return ofType.map(({ data }) => data as DeepReadonly<EventData[N]>)
    },
  }
}

/** The four units, in the order of their codes; the last is heard but has no vote. */
export const seats = [
  { unitId: hospital, code: 'U02', name: 'hospital unit', kind: 'residentUnit', seat: 'voting' },
  { unitId: school, code: 'U05', name: 'school unit', kind: 'residentUnit', seat: 'voting' },
  { unitId: chunyuan, code: 'U07', name: 'community 1', kind: 'community', seat: 'voting' },
  { unitId: kaiyuan, code: 'U08', name: 'community 2', kind: 'community', seat: 'nonVoting' },
] as const

/** Founds the alliance, in Shanghai, and admits its units. */
export async function found({ say }: Table): Promise<void> {
  const charter = charterPresets['robert-majority']
  await say(convenor, { type: 'FoundAlliance', data: { name: '西苑联盟', timeZone: 'Asia/Shanghai', charter } })
  for (const data of seats) await say(convenor, { type: 'AdmitUnit', data })
}

/** A table at which the alliance was founded. */
export async function foundedTable(options: TableOptions = {}): Promise<Table> {
  const table = await sitDown(options)
  await found(table)
  return table
}

/** Two engines on one store, as two processes: what one writes, the other has not read. */
export async function twoTables(): Promise<readonly [Table, Table]> {
  const store = memoryStore()
  const here = await foundedTable({ store })
  return [here, await sitDown({ store, wall: here.wall })]
}

/** What the convenor says of a unit that was silent. */
export function suspend(unit: UnitId): AnyCommand {
  return { type: 'SuspendUnit', data: { unitId: unit, reason: 'silent for a year' } }
}

export const meetingId = uuid('c', 1)
export const topicId = uuid('d', 1)
export const issueId = uuid('e', 1)
export const motionId = uuid('e', 2)
export const actionId = uuid('e', 3)

/** The hospital proposes a topic for a meeting, whose agenda is then settled. */
export async function settleAgenda({ say }: Table): Promise<void> {
  await say(secretariat, {
    type: 'PlanMeeting',
    data: { meetingId, kind: 'regular', title: '联席会议', date: '2018-03-02' },
  })
  await say(secretariat, { type: 'OpenTopicCall', data: { meetingId, closesAt: minute(60) } })
  await say(speaksFor(hospital), { type: 'ProposeTopic', data: { topicId, meetingId, title: '错时停车' } })
  await say(secretariat, { type: 'CloseTopicCall', data: { meetingId } })
  const items = [{ topicId, title: '错时停车' }, { title: 'report on the year' }]
  await say(secretariat, { type: 'SettleAgenda', data: { meetingId, items } })
}

export const giveNotice: AnyCommand = {
  type: 'GiveNotice',
  data: { meetingId, at: minute(120), place: 'service centre' },
}
export const conveneMeeting: AnyCommand = { type: 'ConveneMeeting', data: { meetingId } }
export const adjourn: AnyCommand = { type: 'AdjournMeeting', data: { meetingId } }

/** The hospital and the school come to the meeting, which begins. */
export async function convene(table: Table): Promise<void> {
  const { say } = table
  await settleAgenda(table)
  await say(secretariat, giveNotice)
  for (const [index, unit] of [hospital, school].entries()) await signIn(table, unit, `person-${index}`)
  await say(convenor, conveneMeeting)
}

export async function signIn({ say }: Table, unit: UnitId, personRef: string): Promise<void> {
  await say(speaksFor(unit), { type: 'SignIn', data: { meetingId, personRef, mode: 'inPerson' } })
}

/** A community raises an issue, and the hospital takes it to the meeting. */
export async function raise({ say }: Table): Promise<void> {
  const what = { category: 'parking', title: '老旧小区夜间停车难' }
  await say(speaksFor(chunyuan), {
    type: 'RaiseIssue',
    data: { issueId, channel: 'meeting', urgency: 'ordinary', ...what },
  })
  await say(secretariat, { type: 'TriageIssue', data: { issueId, level: 'alliance', category: 'parking' } })
  await say(speaksFor(hospital), { type: 'AcceptIssue', data: { issueId } })
  await say(secretariat, { type: 'PutIssueOnAgenda', data: { issueId, meetingId, topicId } })
}

/** The hospital moves to open its courtyard, which answers the issue. */
export async function move({ say }: Table): Promise<void> {
  const courtyard = { actionId, leadUnitId: hospital, coUnitIds: [chunyuan], deliverable: '40 places' }
  await say(speaksFor(hospital), {
    type: 'MoveMotion',
    data: {
      motionId,
      meetingId,
      topicId,
      text: 'Open the courtyard at night',
      issueIds: [issueId],
      actions: [{ ...courtyard, dueOn: '2018-03-30' }],
    },
  })
}

/** The chair states that all agree, or that they do not. */
export async function agree({ say }: Table, reached: boolean): Promise<void> {
  const dissenting = reached ? [] : [school]
  await say(secretariat, { type: 'RecordConsensus', data: { motionId, reached, dissenting } })
}

/** From nothing to a resolution, or to a motion that failed. */
export async function decide(table: Table, reached = true): Promise<void> {
  await convene(table)
  await raise(table)
  await move(table)
  await agree(table, reached)
}

export const resourceId = uuid('d', 2)
export const pledgeId = uuid('d', 3)
export const deliveryId = uuid('d', 4)

export function spaces(value: string) {
  return { value, unit: 'x:parkingSpace' }
}

/** The school offers 40 parking spaces, of which a community claims 30. */
export async function offer({ say }: Table): Promise<void> {
  const title = '夜间车位'
  await say(speaksFor(school), {
    type: 'ListOffer',
    data: { resourceId, kind: 'venue', title, quantity: spaces('40') },
  })
  await say(speaksFor(chunyuan), { type: 'ClaimOffer', data: { resourceId, pledgeId, quantity: spaces('30') } })
}

/** The school accepts the claim. */
export async function accept({ say }: Table): Promise<void> {
  await say(speaksFor(school), { type: 'AcceptClaim', data: { resourceId, pledgeId } })
}

/** The school commits all that it pledged, and delivers a part, which the community acknowledges. */
export async function deliver({ say }: Table, value: string): Promise<void> {
  const delivery = { pledgeId, deliveryId, quantity: spaces(value) }
  await say(speaksFor(school), { type: 'CommitPledge', data: { pledgeId, quantity: spaces('30') } })
  await say(speaksFor(school), { type: 'ReportDelivery', data: delivery })
  await say(speaksFor(chunyuan), { type: 'AcknowledgeDelivery', data: delivery })
}
