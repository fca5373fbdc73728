// A day of the records as a meeting: who was there, what was on the table, what was concluded.
import { describe, expect, it } from 'vitest'
import { addsUp, dataOf, nameOf, oneDay, replay } from './replaying.js'

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

  it('has room for more topics than an agenda, and more decisions than minutes name', async () => {
    const items = Array.from({ length: 230 }, (_, index) => ({ title: `Topic ${index}`, outcome: 'consensus' }))
    const replayed = await replay(oneDay({ items }))
    expect(dataOf(replayed, 'TopicScheduled')).toHaveLength(230)
    expect(dataOf(replayed, 'MinutesDrafted')).toHaveLength(1)
    expect(replayed.report).toEqual([])
  })

  it('has as many minutes as hold what was noted', async () => {
    const conclusion = 'x'.repeat(9000)
    const items = ['Lamps', 'Paint', 'Rope'].map((title) => ({ title, conclusion, outcome: 'noted' }))
    const replayed = await replay(oneDay({ items }))
    expect(dataOf(replayed, 'MinutesDrafted')).toHaveLength(2)
    expect(replayed.counts.conclusions).toEqual({ read: 3, stored: 3, reported: 0 })
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
