// The figures as a table that a person likes to read: a row for each unit, aligned by the width that letters have on a screen.
import type { Figures } from '@lianxi/alliance'
import { left, printable, right, widest } from '@lianxi/example-shared'
import stringWidth from 'string-width'
import type { Words } from './language.js'
import { gap, rowsOf, wrapped, type Block } from './layout.js'
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
  return left(`${'─'.repeat(before)} ${heading} ${'─'.repeat(rest - before)}`, width)
}

/** A group with its lines: the heading over it, the headings of its columns, a line for each unit, and the sums. */
function linesOf({ heading, columns }: Group, units: readonly UnitReport[]): Block {
  const cells = columns.map((column) => {
    const counts = units.map(({ sum }) => column.count(sum))
    const total = counts.reduce((all, count) => all + count, 0)
    return [column.heading, ...counts.map(String), String(total)]
  })
  const widths = cells.map(widest)
  const rows = cells[0]?.map((_, row) =>
    cells.map((column, at) => right(column[row] ?? '', widths[at] ?? 0)).join('  '),
  )
  const width = Math.max(stringWidth(heading) + 2, widest(rows ?? []))
  return [over(heading, width), ...(rows ?? []).map((row) => right(row, width))]
}

/** Texts one below the other, each as wide as the widest. */
function block(lines: readonly string[]): Block {
  const width = widest(lines)
  return lines.map((line) => left(line, width))
}

/** A row of blocks as lines: headings, units, and the sums where there are some. */
function drawn(row: readonly Block[]): readonly string[] {
  const lines = (row[0] ?? []).map((_, at) => row.map((block) => block[at] ?? '').join(gap))
  const rule = '─'.repeat(widest(lines))
  const summed = row.slice(1).some((block) => block.at(-1)?.trim() !== '')
  return [...lines.slice(0, 2), rule, ...lines.slice(2, -1), rule, ...(summed ? lines.slice(-1) : []), '']
}

/** The table for a screen of so many columns. */
export function table({ period, units, history }: Report, words: Words, columns = Infinity): string {
  const codes = widest(units.map(({ code }) => printable(code)))
  const names = units.map(({ code, name }) => `${left(printable(code), codes)}  ${printable(words.name(name))}`)
  const blocks = [
    ...groupsOf(words).map((group) => linesOf(group, units)),
    block([...words.resources, ...units.map((unit) => resourcesOf(unit, words)), '']),
  ]
  return [
    words.title(period),
    '',
    ...rowsOf(block(['', words.unit, ...names, words.sum]), blocks, columns).flatMap(drawn),
    ...wrapped(words.legend, ' · ', columns),
    ...words.foot(history),
    '',
  ]
    .map((line) => line.trimEnd())
    .join('\n')
}
