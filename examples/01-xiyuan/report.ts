// The figures of a history as plain data, per unit and month and in sum: what the table shows and the JSON file holds.
import { contributions, figuresOf, unitId, type Figures } from '@lianxi/alliance'
import type { Engine } from '@lianxi/engine'
import { assumed, facts } from './facts.js'
import type { HistoryEnd } from './history-file.js'

export interface UnitReport {
  readonly code: string
  readonly name: string
  readonly sum: Figures
  /** Each month in which there was something to count. */
  readonly months: Readonly<Record<string, Figures>>
}

export interface Report {
  readonly period: { readonly from: string; readonly to: string }
  readonly units: readonly UnitReport[]
  /** How many events the figures come from, in how many streams, and a checksum of all: the last line of the history's file. */
  readonly history: HistoryEnd
  /** What the source says of the subdistrict. */
  readonly facts: typeof facts
}

export interface ReportOptions {
  readonly allianceId: string
  readonly history: HistoryEnd
}

/** The report, units in the order of their codes. */
export async function reportOf(engine: Engine, { allianceId, history }: ReportOptions): Promise<Report> {
  const view = await engine.view(contributions, { allianceId })
  const units = Object.keys(view.units).map((key): UnitReport => {
    const id = unitId.parse(key)
    const { code = '', name = '', months = {} } = view.units[id] ?? {}
    const inOrder = Object.keys(months).toSorted()
    return {
      code,
      name,
      sum: figuresOf(view, id),
      months: Object.fromEntries(inOrder.map((month) => [month, figuresOf(view, id, { from: month, to: month })])),
    }
  })
  const byCode = units.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  return { period: { from: assumed.from, to: assumed.to }, units: byCode, history, facts }
}
