// What memory a replay takes, of all events of a store into each alliance's view, in a process of its own. Whether it grows is asked of what is
// held: how much garbage lies about at the worst moment is V8's choice.
import { inChild } from './child.js'
import type { FilledStore } from './growth.js'
import type { Row } from './row.js'

export async function memoryRows({ small, large }: Readonly<Record<'small' | 'large', FilledStore>>) {
  const replay = ({ path, alliances }: FilledStore, what: 'peak' | 'held') =>
    inChild('replay-all', [path, alliances, what])
  const held = { small: await replay(small, 'held'), large: await replay(large, 'held') }
  const rows: readonly Row[] = [
    {
      name: 'replay-memory-mb',
      value: await replay(large, 'peak'),
      unit: 'MB',
      ceiling: 300,
      against: `a replay of ${large.alliances} alliances, resident at most`,
    },
    {
      name: 'replay-memory-growth',
      value: held.large / held.small,
      unit: 'ratio',
      ceiling: 1.2,
      against: 'objects held in a replay of a tenth of the events',
    },
  ]
  return rows
}
