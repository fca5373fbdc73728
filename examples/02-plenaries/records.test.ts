// What is no file of records is refused before anything is stored.
import { describe, expect, it } from 'vitest'
import { parseRecords, spellingsIn } from './records.js'
import { sample } from './sample.js'

const source = { file: 'meetings.json', today: '2026-01-01' }

function reading(change: (records: Record<string, unknown> & typeof sample) => unknown): () => unknown {
  // a copy that the change may do anything to
  const copy = JSON.parse(JSON.stringify(sample)) as Record<string, unknown> & typeof sample
  return () => parseRecords(JSON.stringify(change(copy)), source)
}

describe('records', () => {
  it('are read as they stand', () => {
    expect(parseRecords(JSON.stringify(sample), source)).toEqual(sample)
  })

  it('need neither presenters nor anybody present', () => {
    const text =
      '{"source":"s","plenaries":[{"plenary":"2020-01","delegates":[{"delegate":"A"}],"days":[{"date":"2020-01-02","items":[{"title":"t"}]}]}]}'
    expect(() => parseRecords(text, source)).not.toThrow()
  })

  it.each([
    ['a text that is no JSON', () => parseRecords('{"source": ', source), 'meetings.json: the whole: it is no JSON'],
    ['records of nothing', reading(() => []), 'meetings.json: the whole: '],
    ['no source', reading(({ plenaries }) => ({ plenaries })), 'meetings.json: source: '],
    ['a field too many', reading((all) => ({ ...all, minutes: [] })), 'meetings.json: minutes: there is no such field'],
    [
      'a date that is none',
      reading((all) => {
        Object.assign(all.plenaries[0].days[1], { date: '2021-02-30' })
        return all
      }),
      'meetings.json: plenaries.0.days.1.date: a date is a day of the calendar, written YYYY-MM-DD',
    ],
    [
      'a day that is not over',
      reading((all) => {
        Object.assign(all.plenaries[1].days[0], { date: '2026-01-01' })
        return all
      }),
      'meetings.json: plenaries.1.days.0.date: 2026-01-01 is not over (today is 2026-01-01)',
    ],
    [
      'a month that is none',
      reading((all) => {
        Object.assign(all.plenaries[1], { plenary: '2021-13' })
        return all
      }),
      'meetings.json: plenaries.1.plenary: a month is written YYYY-MM',
    ],
    [
      'an outcome that nobody knows',
      reading((all) => {
        Object.assign(all.plenaries[0].days[0].items[2], { outcome: 'perhaps' })
        return all
      }),
      'meetings.json: plenaries.0.days.0.items.2.outcome: ',
    ],
  ])('are refused with the path and the reason: %s', (_, read, message) => {
    expect(read).toThrow(message)
  })

  it('tell how often each spelling is used', () => {
    expect(spellingsIn(parseRecords(JSON.stringify(sample), source)).get('Willow')).toBe(2)
  })
})
