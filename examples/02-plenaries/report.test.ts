// The report holds itself to account.
import { describe, expect, it } from 'vitest'
import { parseRecords } from './records.js'
import { openReport } from './report.js'

const text = '{"source":"s","plenaries":[{"plenary":"2020-01","delegates":[],"days":[]}]}'
const records = parseRecords(text, { file: 'records', today: '2026-01-01' })

describe('a report', () => {
  it('counts what was stored and what was not', () => {
    const report = openReport(records)
    report.reported('plenaries.0', 'it lists no day')
    const { counts, report: lines } = report.reckoning()
    expect(counts.plenaries).toEqual({ read: 1, stored: 0, reported: 1 })
    expect(lines).toEqual([{ kind: 'plenaries', path: 'plenaries.0', reason: 'it lists no day' }])
  })

  it('does not close while a record is forgotten', () => {
    expect(() => openReport(records).reckoning()).toThrow('plenaries.0 was neither stored nor reported')
  })

  it('counts no record twice, and none that was not read', () => {
    const report = openReport(records)
    report.stored('plenaries.0')
    expect(() => report.reported('plenaries.0', 'once more')).toThrow('plenaries.0 was counted before')
    expect(() => report.stored('plenaries.1')).toThrow('plenaries.1 is no record')
  })
})
