// Positions are rowids, as text of one width.
import { LianxiError, type Position } from '@lianxi/event-sourcing'

const width = 16

export function toPosition(row: number): Position {
  // what this store gives as a position is one
  return String(row).padStart(width, '0') as Position
}

/** The rowid of a position that stands at or before `head`; throws `invalid-position` for any other. */
export function toRow(position: Position, head: number): number {
  const row = /^\d{16}$/.test(position) ? Number(position) : 0
  if (row < 1 || row > head) throw new LianxiError('invalid-position', { position })
  return row
}
