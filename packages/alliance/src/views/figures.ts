// What is counted of a unit in a month, how months add up, and where a figure stands.
import { parse, type DeepReadonly } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { calendarMonth, type CalendarMonth } from '../calendar.js'
import { isZero, minus, plus, type Amount } from '../quantity.js'
import type { ResourceKind } from '../resource-kind.js'

/** Kind of resource → unit of measure → amount. */
export type Amounts = Record<string, Record<string, Amount>>

export interface MeetingFigures {
  attended: number
  excused: number
  missed: number
}

export interface ActionFigures {
  open: number
  onTime: number
  late: number
}

export interface Figures {
  meetings: MeetingFigures
  topics: { proposed: number; adopted: number }
  issues: { raised: number; solved: number }
  /** Delivered is what the giver reported and the receiver has not contradicted; acknowledged what the receiver confirmed. */
  resources: { pledged: Amounts; committed: Amounts; delivered: Amounts; acknowledged: Amounts }
  actions: { led: ActionFigures; coLed: ActionFigures }
}

/** The figures of each month in which there was something to count. */
export type Months = Record<CalendarMonth, Figures>

/** First and last month, `YYYY-MM`, both included; open where left out. */
export interface Period {
  readonly from?: string
  readonly to?: string
}

const periodSchema = z.strictObject({ from: z.exactOptional(calendarMonth), to: z.exactOptional(calendarMonth) })

/** Where a figure stands within a month: a count, or amounts of all kinds, of one, or of one measure of it; nothing names all of them. */
export type FigureName =
  | readonly []
  | readonly ['meetings', keyof MeetingFigures]
  | readonly ['topics', keyof Figures['topics']]
  | readonly ['issues', keyof Figures['issues']]
  | readonly ['actions', keyof Figures['actions'], keyof ActionFigures]
  | readonly ['resources', keyof Figures['resources']]
  | readonly ['resources', keyof Figures['resources'], kind: ResourceKind]
  | readonly ['resources', keyof Figures['resources'], kind: ResourceKind, measure: string]

export function noFigures(): Figures {
  return {
    meetings: { attended: 0, excused: 0, missed: 0 },
    topics: { proposed: 0, adopted: 0 },
    issues: { raised: 0, solved: 0 },
    resources: { pledged: {}, committed: {}, delivered: {}, acknowledged: {} },
    actions: { led: { open: 0, onTime: 0, late: 0 }, coLed: { open: 0, onTime: 0, late: 0 } },
  }
}

/** Adds an amount under its kind and unit of measure. */
export function addAmount(
  amounts: Amounts,
  kind: string,
  { value, unit }: { readonly value: Amount; readonly unit: string },
): void {
  const byMeasure = (amounts[kind] ??= {})
  byMeasure[unit] = plus(byMeasure[unit] ?? '0', value)
}

/** Takes an amount back; where nothing is left, nothing is kept. */
export function takeAmount(
  amounts: Amounts,
  kind: string,
  { value, unit }: { readonly value: Amount; readonly unit: string },
): void {
  const byMeasure = amounts[kind]
  if (byMeasure === undefined) return
  byMeasure[unit] = minus(byMeasure[unit] ?? '0', value)
  if (isZero(byMeasure[unit])) delete byMeasure[unit]
  if (Object.keys(byMeasure).length === 0) delete amounts[kind]
}

function sumAmounts(all: readonly DeepReadonly<Amounts>[]): Amounts {
  const sum: Amounts = {}
  for (const amounts of all) {
    for (const [kind, byMeasure] of Object.entries(amounts)) {
      for (const [unit, value] of Object.entries(byMeasure)) addAmount(sum, kind, { value, unit })
    }
  }
  return sum
}

function sumCounts<Name extends string>(
  names: readonly Name[],
  all: readonly Readonly<Record<Name, number>>[],
): Record<Name, number> {
  // one entry for each of the names
  return Object.fromEntries(names.map((name) => [name, all.reduce((sum, counts) => sum + counts[name], 0)])) as Record<
    Name,
    number
  >
}

const standings = ['attended', 'excused', 'missed'] as const
const ends = ['open', 'onTime', 'late'] as const

/** Figures added up, group by group. */
export function sumOf(all: readonly DeepReadonly<Figures>[]): Figures {
  return {
    meetings: sumCounts(
      standings,
      all.map(({ meetings }) => meetings),
    ),
    topics: sumCounts(
      ['proposed', 'adopted'],
      all.map(({ topics }) => topics),
    ),
    issues: sumCounts(
      ['raised', 'solved'],
      all.map(({ issues }) => issues),
    ),
    resources: {
      pledged: sumAmounts(all.map(({ resources }) => resources.pledged)),
      committed: sumAmounts(all.map(({ resources }) => resources.committed)),
      delivered: sumAmounts(all.map(({ resources }) => resources.delivered)),
      acknowledged: sumAmounts(all.map(({ resources }) => resources.acknowledged)),
    },
    actions: {
      led: sumCounts(
        ends,
        all.map(({ actions }) => actions.led),
      ),
      coLed: sumCounts(
        ends,
        all.map(({ actions }) => actions.coLed),
      ),
    },
  }
}

/** The months of a period in which there was something to count, in order. Throws `invalid-input` where it names what is no month. */
export function monthsIn(months: DeepReadonly<Months>, period: Period): readonly CalendarMonth[] {
  const { from = '', to = '9999-12' } = parse(periodSchema, period, 'period')
  // the keys were written as months; Object.keys forgets it
  const all = Object.keys(months) as CalendarMonth[]
  return all.filter((month) => from <= month && month <= to).toSorted()
}
