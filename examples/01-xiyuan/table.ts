// The figures as a table that a person likes to read: a row for each unit, aligned by the width that letters have on a screen.
import type { Figures } from '@lianxi/alliance'
import stringWidth from 'string-width'
import type { Words } from './language.js'
import type { Report, UnitReport } from './report.js'

/** A column under its group's heading: what it counts of a unit. */
interface Column {
  readonly heading: string
  readonly count: (figures: Figures) => number
}

interface Group {
  readonly heading: string
  readonly columns: readonly Column[]
}

function groupsOf({ meetings, topics, issues, actions, helped }: Words): readonly Group[] {
  return [
    {
      heading: meetings[0],
      columns: [
        { heading: meetings[1], count: (figures) => figures.meetings.attended },
        { heading: meetings[2], count: (figures) => figures.meetings.excused },
        { heading: meetings[3], count: (figures) => figures.meetings.missed },
      ],
    },
    {
      heading: topics[0],
      columns: [
        { heading: topics[1], count: (figures) => figures.topics.proposed },
        { heading: topics[2], count: (figures) => figures.topics.adopted },
      ],
    },
    {
      heading: issues[0],
      columns: [
        { heading: issues[1], count: (figures) => figures.issues.raised },
        { heading: issues[2], count: (figures) => figures.issues.solved },
      ],
    },
    {
      heading: actions[0],
      columns: [
        { heading: actions[1], count: (figures) => figures.actions.led.onTime },
        { heading: actions[2], count: (figures) => figures.actions.led.late },
        { heading: actions[3], count: (figures) => figures.actions.led.open },
      ],
    },
    {
      heading: helped[0],
      columns: [
        { heading: helped[1], count: (figures) => figures.actions.coLed.onTime + figures.actions.coLed.late },
        { heading: helped[2], count: (figures) => figures.actions.coLed.open },
      ],
    },
  ]
}

function right(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - stringWidth(text))) + text
}

function left(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => stringWidth(text)))
}

/** What was acknowledged of what was committed, kind by kind: `time 40/60 person-hours`. */
function resourcesOf({ sum: { resources } }: UnitReport, { kinds, measures, separator }: Words): string {
  const parts = Object.keys(resources.committed)
    .toSorted()
    .flatMap((kind) =>
      Object.entries(resources.committed[kind] ?? {}).map(([measure, committed]) => {
        const acknowledged = resources.acknowledged[kind]?.[measure] ?? '0'
        return `${kinds[kind] ?? kind} ${acknowledged}/${committed} ${measures[measure] ?? measure}`
      }),
    )
  return parts.length === 0 ? '–' : parts.join(separator)
}

/** The heading over its columns, between lines that show how far it reaches. */
function over(heading: string, width: number): string {
  const rest = Math.max(0, width - stringWidth(heading) - 2)
  const before = Math.floor(rest / 2)
  return `${'─'.repeat(before)} ${heading} ${'─'.repeat(rest - before)}`
}

export function table({ period, units, history }: Report, words: Words): string {
  const groups = groupsOf(words)
  const columns = groups.map((group) => ({
    ...group,
    columns: group.columns.map((column) => {
      const counts = units.map(({ sum }) => column.count(sum))
      const total = counts.reduce((all, count) => all + count, 0)
      return {
        heading: column.heading,
        counts,
        total,
        width: Math.max(stringWidth(column.heading), String(total).length),
      }
    }),
  }))
  const codes = widest(units.map(({ code }) => code))
  const names = widest([words.unit, words.sum, ...units.map(({ name }) => words.name(name))])
  const unitWidth = codes + 2 + names
  const resources = units.map((unit) => resourcesOf(unit, words))
  const row = (label: string, cells: (column: (typeof columns)[number]['columns'][number]) => string, last: string) => {
    const middle = columns.map((group) => group.columns.map((column) => right(cells(column), column.width)).join('  '))
    return [left(label, unitWidth), ...middle, last].join('   ').trimEnd()
  }
  const [heading, explanation] = words.resources
  const groupWidth = (group: (typeof columns)[number]) =>
    group.columns.reduce((width, column) => width + column.width, 2 * (group.columns.length - 1))
  const line = '─'.repeat(
    unitWidth +
      columns.reduce((width, group) => width + groupWidth(group) + 3, 0) +
      3 +
      widest([explanation, ...resources]),
  )
  return [
    words.title(period),
    '',
    [' '.repeat(unitWidth), ...columns.map((group) => over(group.heading, groupWidth(group))), heading].join('   '),
    row(words.unit, ({ heading }) => heading, explanation),
    line,
    ...units.map(({ code, name }, index) =>
      row(
        `${left(code, codes)}  ${words.name(name)}`,
        ({ counts }) => String(counts[index] ?? 0),
        resources[index] ?? '',
      ),
    ),
    line,
    row(words.sum, ({ total }) => String(total), ''),
    '',
    words.foot(history.events, history.hash),
    '',
  ].join('\n')
}
