// What becomes of the records: history, or a line in the report, and nothing else.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder } from '@lianxi/example-shared/testing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { afterAll, describe, expect, it } from 'vitest'
import { addsUp, dataOf, nameOf, oneDay, replay } from './replaying.js'
import { sample } from './sample.js'

const folder = newFolder()
afterAll(() => rmSync(folder, { recursive: true }))

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

  it('the place of one who went elsewhere falls to one newcomer only', async () => {
    const [march, may] = sample.plenaries
    const delegates = [...may.delegates, { delegate: 'FAY', organisation: 'Willow' }]
    const replayed = await replay({ ...sample, plenaries: [march, { ...may, delegates }] })
    expect(dataOf(replayed, 'RepresentativeReplaced')).toHaveLength(1)
    expect(dataOf(replayed, 'RepresentativeAppointed').at(-1)).toMatchObject({
      personRef: 'FAY',
      capacity: 'alternate',
    })
    expect(replayed.counts.delegates.reported).toBe(1)
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
