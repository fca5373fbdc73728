// Positions are rowids, of which the first is 1.
import { LianxiError, positionNumber, type Position } from '@lianxi/event-sourcing'

/** The rowid of a position that stands at or before `head`; throws `invalid-position` for any other. */
export function toRow(position: Position, head: number): number {
  const row = positionNumber(position)
  if (row < 1 || row > head) throw new LianxiError('invalid-position', { position })
  return row
}
