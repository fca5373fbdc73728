// What becomes of the records: history, or a line in the report, and nothing else.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnyEvent, EventData } from '@lianxi/alliance'
import { openEngine } from '@lianxi/engine'
import { memoryStore, type EventStore } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { proposeAliases } from './alias-proposal.js'
import { organisationsBy, type Aliases } from './aliases.js'
import { contributionsOf } from './contributions.js'
import { parseRecords, spellingsIn } from './records.js'
import { kinds } from './report.js'
import { sample, type RawRecords } from './sample.js'
import { takeOver } from './take-over/take-over.js'

const folder = mkdtempSync(join(tmpdir(), 'plenaries-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Replaying {
  readonly store?: EventStore
  readonly aliases?: Aliases
  /** How many days are taken over before the power fails. */
  readonly days?: number
}

async function replay(raw: RawRecords, { store = memoryStore(), aliases, days = Infinity }: Replaying = {}) {
  const records = parseRecords(JSON.stringify(raw), { file: 'records', today: '2026-01-01' })
  const organisationOf = organisationsBy(aliases ?? proposeAliases(spellingsIn(records)))
  const engine = await openEngine({ store })
  try {
    const taken = await takeOver(engine, {
      records,
      organisationOf,
      onDay: (_, { done }) => {
        if (done >= days) throw new Error('the power failed')
      },
    })
    const contributions = await contributionsOf(engine, taken.allianceId)
    const history: AnyEvent[] = []
    for await (const event of engine.history({ allianceId: taken.allianceId })) history.push(event)
    return { ...taken, contributions, history }
  } finally {
    await engine.close()
  }
}

type Replayed = Awaited<ReturnType<typeof replay>>

function dataOf<Type extends AnyEvent['type']>({ history }: Replayed, type: Type): readonly EventData[Type][] {
  // an event of that type holds data of that type
  return history.filter((event) => event.type === type).map(({ data }) => data as EventData[Type])
}

function nameOf({ contributions }: Replayed, unitId: string | undefined): string | undefined {
  return contributions.find((one) => one.unitId === unitId)?.name
}

/** A plenary of one day with Willow's ANA and Harbour's CAI. */
function oneDay(day: Partial<RawRecords['plenaries'][number]['days'][number]>): RawRecords {
  const delegates = [
    { delegate: 'ANA', organisation: 'Willow' },
    { delegate: 'CAI', organisation: 'Harbour' },
  ]
  const days = [{ date: '2021-03-01', present: ['ANA', 'CAI'], items: [], ...day }]
  return { source: 'one day', plenaries: [{ plenary: '2021-03', delegates, days }] }
}

function addsUp({ counts, report }: Replayed): void {
  for (const kind of kinds) {
    const { read, stored, reported } = counts[kind]
    expect(stored + reported, kind).toBe(read)
    expect(report.filter((one) => one.kind === kind).length, kind).toBe(reported)
  }
}

describe('the records of a council', () => {
  it('add up: each record is stored or reported, once', async () => {
    const replayed = await replay(sample)
    addsUp(replayed)
    expect(replayed.counts).toEqual({
      plenaries: { read: 2, stored: 2, reported: 0 },
      delegates: { read: 7, stored: 6, reported: 1 },
      days: { read: 3, stored: 3, reported: 0 },
      presences: { read: 8, stored: 7, reported: 1 },
      topics: { read: 6, stored: 6, reported: 0 },
      presenters: { read: 6, stored: 4, reported: 2 },
      conclusions: { read: 4, stored: 4, reported: 0 },
      reviewers: { read: 2, stored: 2, reported: 0 },
    })
    expect(replayed.report).toEqual([
      {
        kind: 'delegates',
        path: 'plenaries.0.delegates.3',
        reason: 'DOV attends for no organisation ("Invited Expert"); a unit is an organisation, never a person',
      },
      expect.objectContaining({ kind: 'presences', path: 'plenaries.0.days.0.present.3' }),
      expect.objectContaining({ kind: 'presenters', path: 'plenaries.0.days.0.items.2.presenters.0' }),
      {
        kind: 'presenters',
        path: 'plenaries.0.days.1.items.0.presenters.0',
        reason: 'ANA is not listed on 2021-03-02',
      },
    ])
  })

  it('give the same contributions on both stores', async () => {
    const inMemory = await replay(sample)
    const onDisk = await replay(sample, { store: openSqliteStore(join(folder, 'both.db')) })
    expect(onDisk.contributions).toEqual(inMemory.contributions)
    expect(onDisk.history.map(({ id }) => id)).toEqual(inMemory.history.map(({ id }) => id))
  })

  it('show who came, who proposed, and who volunteered', async () => {
    const { contributions } = await replay(sample)
    const rows = contributions.map(({ name, figures: { meetings, topics, resources } }) => ({
      name,
      ...meetings,
      ...topics,
      ...resources.pledged['expertise'],
    }))
    expect(rows).toEqual([
      { name: 'Harbour', attended: 3, excused: 0, missed: 0, proposed: 2, adopted: 1, 'x:review': '1' },
      { name: 'Willow', attended: 3, excused: 0, missed: 0, proposed: 1, adopted: 1, 'x:review': '1' },
    ])
  })

  it('taken over twice, double nothing', async () => {
    const file = join(folder, 'twice.db')
    const first = await replay(sample, { store: openSqliteStore(file) })
    const second = await replay(sample, { store: openSqliteStore(file) })
    expect(second).toEqual(first)
  })

  it('taken over to the half, are taken over to the end', async () => {
    const file = join(folder, 'half.db')
    await expect(replay(sample, { store: openSqliteStore(file), days: 2 })).rejects.toThrow('the power failed')
    const resumed = await replay(sample, { store: openSqliteStore(file) })
    const whole = await replay(sample)
    expect(resumed.history.map(({ id }) => id)).toEqual(whole.history.map(({ id }) => id))
    expect(resumed.contributions).toEqual(whole.contributions)
  })

  it('are not mixed with the same meetings under other aliases', async () => {
    const file = join(folder, 'aliases.db')
    const first = await replay(sample, { store: openSqliteStore(file) })
    const apart = { organisations: {}, nobody: [] }
    await expect(replay(sample, { store: openSqliteStore(file), aliases: apart })).rejects.toThrow(
      'under other aliases',
    )
    expect((await replay(sample, { store: openSqliteStore(file) })).history).toEqual(first.history)
  })

  it('obey the aliases', async () => {
    const replayed = await replay(sample, { aliases: { organisations: { W: ['Willow', 'WILLOW'] }, nobody: [] } })
    expect(replayed.contributions.map(({ name }) => name).toSorted()).toEqual([
      'Harbour',
      'Harbour Networks',
      'Invited Expert',
      'W',
      'Willow Inc.',
    ])
  })

  it('say in every event which record it was taken from', async () => {
    const { history } = await replay(sample)
    const adopted = history.find(({ type }) => type === 'ConsensusRecorded')
    expect(adopted?.metadata.enteredBy).toMatchObject({ evidence: 'plenaries.0.days.0.items.0.conclusion' })
  })
})

describe('organisations and delegates', () => {
  it('the first delegate represents the organisation, the next stand in', async () => {
    const replayed = await replay(sample)
    const appointed = dataOf(replayed, 'RepresentativeAppointed').map(
      ({ unitId, personRef, capacity }) => `${personRef} ${capacity} of ${nameOf(replayed, unitId)}`,
    )
    expect(appointed).toEqual([
      'ANA representative of Willow',
      'BEN alternate of Willow',
      'CAI representative of Harbour',
      'ANA alternate of Harbour',
    ])
  })

  it('the place of a delegate who went elsewhere falls to the next who comes', async () => {
    const replayed = await replay(sample)
    const [replaced, ...more] = replayed.history.filter(({ type }) => type === 'RepresentativeReplaced')
    expect(more).toEqual([])
    expect(replaced?.data).toMatchObject({ former: 'ANA', personRef: 'EVE' })
    expect(replaced?.metadata.occurredAt.slice(0, 10)).toBe('2021-05-31')
  })

  it('nobody speaks for two organisations at one plenary', async () => {
    const raw = oneDay({})
    const delegates = [...(raw.plenaries[0]?.delegates ?? []), { delegate: 'ANA', organisation: 'Harbour' }]
    const replayed = await replay({ ...raw, plenaries: raw.plenaries.map((one) => ({ ...one, delegates })) })
    expect(replayed.report).toEqual([
      {
        kind: 'delegates',
        path: 'plenaries.0.delegates.2',
        reason: 'ANA is listed for Willow before; at a plenary one speaks for one organisation',
      },
    ])
  })

  it('organisations whose names have no Latin letters have codes of their own', async () => {
    const delegates = [
      { delegate: 'ANA', organisation: '华为' },
      { delegate: 'CAI', organisation: '腾讯' },
    ]
    const { contributions } = await replay({
      ...oneDay({}),
      plenaries: [{ ...sample.plenaries[1], delegates, days: oneDay({}).plenaries[0]?.days ?? [] }],
    })
    expect(contributions.map(({ code, name }) => [code, name])).toEqual([
      ['unit', '华为'],
      ['unit-2', '腾讯'],
    ])
  })
})

describe('a day', () => {
  it('that lists nobody counts nobody as absent', async () => {
    const items = [
      { title: 'Lamps', conclusion: 'Agreed', outcome: 'consensus' },
      { title: 'Paint', conclusion: 'Later', outcome: 'noted' },
    ]
    const replayed = await replay(oneDay({ present: [], items }))
    expect(dataOf(replayed, 'MeetingAdjourned')).toEqual([])
    expect(dataOf(replayed, 'ResolutionAdopted')).toHaveLength(1)
    expect(replayed.counts.topics).toEqual({ read: 2, stored: 2, reported: 0 })
    expect(replayed.report.map(({ path }) => path)).toEqual(['plenaries.0.days.0.items.1.conclusion'])
    addsUp(replayed)
  })

  it('without topics is a meeting all the same', async () => {
    const replayed = await replay(oneDay({}))
    expect(dataOf(replayed, 'MeetingAdjourned')).toHaveLength(1)
    expect(replayed.report).toEqual([])
  })

  it('that is listed twice is one meeting', async () => {
    const raw = oneDay({ items: [{ title: 'Lamps' }] })
    const twice = { ...raw, plenaries: raw.plenaries.map((one) => ({ ...one, days: [...one.days, ...one.days] })) }
    const replayed = await replay(twice)
    expect(dataOf(replayed, 'MeetingPlanned')).toHaveLength(1)
    expect(dataOf(replayed, 'TopicProposed')).toHaveLength(2)
    expect(replayed.report.map(({ path }) => path)).toEqual([
      'plenaries.0.days.1',
      'plenaries.0.days.1.present.0',
      'plenaries.0.days.1.present.1',
    ])
    addsUp(replayed)
  })

  it('reports whoever is present without being a delegate, or listed twice', async () => {
    const { report } = await replay(oneDay({ present: ['ANA', 'ZOE', 'ANA', ''] }))
    expect(report.map(({ reason }) => reason)).toEqual([
      '"ZOE" is not among the delegates of 2021-03',
      'ANA is listed as present on 2021-03-01 before',
      '"" is not among the delegates of 2021-03',
    ])
  })

  it('has room for more topics than an agenda', async () => {
    const items = Array.from({ length: 230 }, (_, index) => ({ title: `Topic ${index}`, presenters: ['ANA'] }))
    const replayed = await replay(oneDay({ items }))
    expect(dataOf(replayed, 'TopicScheduled')).toHaveLength(230)
    expect(replayed.report).toEqual([])
  })
})

describe('a topic', () => {
  const lamps = { title: 'Lamps', presenters: ['CAI', 'ANA'], reviewers: ['ANA', 'ANA', 'ZOE'] }

  it('is proposed for the organisation of whoever presents it first', async () => {
    const replayed = await replay(oneDay({ items: [lamps] }))
    expect(dataOf(replayed, 'TopicProposed').map(({ unitId }) => nameOf(replayed, unitId))).toEqual(['Harbour'])
  })

  it('is proposed for nobody where nobody presents it', async () => {
    const replayed = await replay(oneDay({ items: [{ title: 'Lamps' }] }))
    expect(dataOf(replayed, 'TopicProposed')).toEqual([expect.not.objectContaining({ unitId: expect.anything() })])
  })

  it('keeps in the minutes for whom else it was presented', async () => {
    const replayed = await replay(oneDay({ items: [lamps] }))
    expect(dataOf(replayed, 'MinutesDrafted').map(({ text }) => text)).toEqual([
      '# Lamps\nPresented for Harbour, Willow.',
    ])
  })

  it('has each of its reviewers once', async () => {
    const replayed = await replay(oneDay({ items: [lamps] }))
    expect(dataOf(replayed, 'PledgeOpened').map(({ title, quantity }) => ({ title, quantity }))).toEqual([
      { title: 'Lamps', quantity: { value: '1', unit: 'x:review' } },
    ])
    expect(replayed.report.map(({ reason }) => reason)).toEqual([
      'ANA is named before',
      '"ZOE" is not among the delegates of 2021-03',
    ])
  })

  it('too long for a title is reported with all that hangs on it', async () => {
    const item = { ...lamps, title: 'x'.repeat(201), conclusion: 'Agreed', outcome: 'consensus' }
    const replayed = await replay(oneDay({ items: [item, { title: '' }] }))
    expect(replayed.report.map(({ path }) => path)).toContain('plenaries.0.days.0.items.0')
    expect(replayed.report.filter(({ reason }) => reason === 'its topic is not taken over')).toHaveLength(4)
    expect(replayed.counts.topics).toEqual({ read: 2, stored: 0, reported: 2 })
    addsUp(replayed)
  })
})

describe('a conclusion', () => {
  const concluding = (outcome?: string, conclusion?: string) =>
    replay(
      oneDay({
        items: [
          {
            title: 'Lamps',
            ...(outcome === undefined ? {} : { outcome }),
            ...(conclusion === undefined ? {} : { conclusion }),
          },
        ],
      }),
    )

  it('by consensus is a resolution that nobody moved', async () => {
    const replayed = await concluding('consensus', 'Agreed')
    expect(dataOf(replayed, 'ResolutionAdopted')).toEqual([
      expect.objectContaining({ text: 'Lamps\n\nAgreed', by: 'consensus' }),
    ])
    expect(dataOf(replayed, 'MotionMoved')).toEqual([expect.not.objectContaining({ moverUnitId: expect.anything() })])
  })

  it('without consensus is a motion that failed', async () => {
    expect(dataOf(await concluding('no-consensus', 'Not yet'), 'MotionFailed')).toHaveLength(1)
  })

  it('that only notes is kept in the minutes, and decides nothing', async () => {
    const replayed = await concluding('noted', 'We come back to it')
    expect(dataOf(replayed, 'MotionMoved')).toEqual([])
    expect(dataOf(replayed, 'MinutesDrafted').map(({ text }) => text)).toEqual(['# Lamps\nNoted: We come back to it'])
  })

  it('without an outcome is noted', async () => {
    expect(dataOf(await concluding(undefined, 'Perhaps'), 'MinutesDrafted')[0]?.text).toContain('Noted: Perhaps')
  })

  it('without words is what was decided of the topic', async () => {
    expect(dataOf(await concluding('consensus'), 'ResolutionAdopted')[0]?.text).toBe('Lamps')
  })

  it('that says nothing is reported', async () => {
    const { report } = await concluding('noted', ' ')
    expect(report).toEqual([
      { kind: 'conclusions', path: 'plenaries.0.days.0.items.0.conclusion', reason: 'it is blank, and no decision' },
    ])
  })
})

describe('a plenary', () => {
  it('that lists no day is reported with its delegates', async () => {
    const raw = oneDay({})
    const empty = { plenary: '2021-04', delegates: [{ delegate: 'EVE', organisation: 'Willow' }], days: [] }
    const replayed = await replay({ ...raw, plenaries: [...raw.plenaries, empty] })
    expect(replayed.report.map(({ path }) => path)).toEqual(['plenaries.1', 'plenaries.1.delegates.0'])
    addsUp(replayed)
  })

  it('is taken over in the order of its days, whatever the order of the file', async () => {
    const turned = { ...sample, plenaries: sample.plenaries.toReversed() }
    expect((await replay(turned)).contributions).toEqual((await replay(sample)).contributions)
  })
})

describe('records as messy as they come', () => {
  const people = fc.array(fc.constantFrom('ANA', 'BEN', 'CAI', 'DOV', '', ' ', 'a\nb'), { maxLength: 5 })
  const item = fc.record(
    {
      title: fc.constantFrom('Lamps', 'Paint', '', 'x'.repeat(250)),
      presenters: people,
      conclusion: fc.constantFrom('Agreed', '', 'y'.repeat(19_990), 'z'.repeat(20_001)),
      outcome: fc.constantFrom('consensus', 'no-consensus', 'noted'),
      reviewers: people,
    },
    { requiredKeys: ['title'] },
  )
  const date = fc.constantFrom('2021-03-01', '2021-03-02', '2021-04-01', '2021-04-30')
  const day = fc.record(
    { date, present: people, items: fc.array(item, { maxLength: 4 }) },
    { requiredKeys: ['date', 'items'] },
  )
  const organisation = fc.constantFrom('Willow', 'Willow Inc.', 'Harbour', 'Invited Expert', '')
  const delegates = fc.array(
    fc.record(
      { delegate: fc.constantFrom('ANA', 'BEN', 'CAI', 'DOV', ''), organisation },
      { requiredKeys: ['delegate'] },
    ),
    { maxLength: 5 },
  )
  const plenary = fc.record({
    plenary: fc.constantFrom('2021-03', '2021-04'),
    delegates,
    days: fc.array(day, { maxLength: 3 }),
  })
  const messy = fc
    .record({ source: fc.constant('a mess'), plenaries: fc.array(plenary, { minLength: 1, maxLength: 3 }) })
    .filter(({ plenaries }) => plenaries.some(({ days }) => days.length > 0))

  it('add up, keep every topic that has a title, and taken over twice say the same', async () => {
    await fc.assert(
      fc.asyncProperty(messy, async (raw) => {
        // what is generated has the shape of records, with fields left out
        const records = raw as RawRecords
        const store = memoryStore()
        const kept: EventStore = { ...store, close: async () => undefined }
        const first = await replay(records, { store: kept })
        addsUp(first)
        const titles = records.plenaries.flatMap(({ days }) =>
          days.flatMap(({ items }) => items.map(({ title }) => title)),
        )
        expect(first.counts.topics.stored).toBe(titles.filter((title) => title !== '' && title.length <= 200).length)
        expect(await replay(records, { store: kept })).toEqual(first)
      }),
      { numRuns: 60, seed: 20210301 },
    )
  })
})
