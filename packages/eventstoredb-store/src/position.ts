// Positions are places in the server's log: commit and prepare, as one text of one width.
import { LianxiError, type Position } from '@lianxi/event-sourcing'

/** Where an event stands in the log of the server. */
export interface Place {
  readonly commit: bigint
  readonly prepare: bigint
}

// 2^64 has twenty digits
const digits = 20

export function toPosition({ commit, prepare }: Place): Position {
  // what this store gives as a position is one
  return `${String(commit).padStart(digits, '0')}${String(prepare).padStart(digits, '0')}` as Position
}

/** The place of a position; throws `invalid-position` for a text that this store cannot have given. */
export function toPlace(position: Position): Place {
  if (!/^\d{40}$/.test(position)) throw new LianxiError('invalid-position', { position })
  return { commit: BigInt(position.slice(0, digits)), prepare: BigInt(position.slice(digits)) }
}

/** Throws `invalid-position` where `after` stands behind the last event of the server, or where there is none. */
export function checkPosition(after: Position, head: Position | undefined): void {
  if (head === undefined || after > head) throw new LianxiError('invalid-position', { position: after })
}
