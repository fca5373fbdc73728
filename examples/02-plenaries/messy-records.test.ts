// Whatever the records hold, each of them is accounted for.
import { memoryStore, type EventStore } from '@lianxi/event-sourcing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addsUp, replay } from './replaying.js'
import type { RawRecords } from './sample.js'

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
