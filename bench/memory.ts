// The most memory that a replay takes, of all events of a store into each alliance's view, in a process of its own.
import { inChild } from './child.js'
import type { FilledStore } from './growth.js'
import type { Row } from './row.js'

export async function memoryRows({ small, large }: Readonly<Record<'small' | 'large', FilledStore>>) {
  const megabytes = {
    small: await inChild('replay-all', [small.path, small.alliances]),
    large: await inChild('replay-all', [large.path, large.alliances]),
  }
  const rows: readonly Row[] = [
    {
      name: 'replay-memory-mb',
      value: megabytes.large,
      unit: 'MB',
      ceiling: 300,
      against: `a replay of ${large.alliances} alliances, resident at most`,
    },
    {
      name: 'replay-memory-growth',
      value: megabytes.large / megabytes.small,
      unit: 'ratio',
      ceiling: 1.2,
      against: 'a replay of a tenth of the events',
    },
  ]
  return rows
}
