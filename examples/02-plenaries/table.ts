// What people read in the end: what became of the records, and what each organisation contributed, in columns that line up in any script.
import { left, printable, right, widest } from '@lianxi/example-shared'
import type { OrganisationContributions } from './contributions.js'
import { kinds, type Reckoning } from './report.js'

type Cell = string | number

/** Rows under a head: texts to the left, numbers to the right. */
function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const columns = head.map((title, index) => {
    const cells = rows.map((row) => row[index] ?? '')
    const texts = [title, ...cells.map((cell) => printable(String(cell)))]
    const width = widest(texts)
    const aligned = cells.every((cell) => typeof cell === 'number') ? right : left
    const [top = '', ...others] = texts.map((text) => aligned(text, width))
    return [top, '─'.repeat(width), ...others]
  })
  const lines = columns[0]?.map((_, line) =>
    columns
      .map((column) => column[line])
      .join('  ')
      .trimEnd(),
  )
  return (lines ?? []).join('\n')
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
  return table(['organisation', 'days attended', 'missed', 'topics', 'adopted', 'reviews pledged'], rows)
}
