// What people read in the end: what became of the records, and what each organisation contributed, in columns that line up in any script.
import stringWidth from 'string-width'
import type { OrganisationContributions } from './contributions.js'
import { kinds, type Reckoning } from './report.js'

type Cell = string | number

function padded(cell: Cell, width: number): string {
  const gap = ' '.repeat(Math.max(0, width - stringWidth(String(cell))))
  return typeof cell === 'number' ? gap + cell : cell + gap
}

/** Rows under a head: texts to the left, numbers to the right. */
function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(String(row[column] ?? '')))),
  )
  const line = (cells: readonly Cell[]) =>
    cells
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  const titles = head.map((title, column) =>
    typeof rows[0]?.[column] === 'number' ? ' '.repeat((widths[column] ?? 0) - stringWidth(title)) + title : title,
  )
  return [line(titles), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}

export function countsTable({ counts }: Reckoning): string {
  return table(
    ['records', 'read', 'stored', 'reported'],
    kinds.map((kind) => [kind, counts[kind].read, counts[kind].stored, counts[kind].reported]),
  )
}

export function contributionsTable(contributions: readonly OrganisationContributions[]): string {
  const rows = contributions.map(({ name, figures: { meetings, topics, resources } }) => [
    name,
    meetings.attended,
    meetings.missed,
    topics.proposed,
    topics.adopted,
    Number(resources.pledged['expertise']?.['x:review'] ?? 0),
  ])
  return table(['organisation', 'days attended', 'missed', 'topics proposed', 'adopted', 'reviews pledged'], rows)
}
