// Positions are places in the server's log: commit and prepare, as one text of one width.
import { LianxiError, type Position } from '@lianxi/event-sourcing'

/** Where an event stands in the log of the server. */
export interface Place {
  readonly commit: bigint
  readonly prepare: bigint
}

// 2^64 has twenty digits; the server counts with a sign, so it gives none from 2^63 on
const digits = 20
const behindLast = 2n ** 63n

export function toPosition({ commit, prepare }: Place): Position {
  // what this store gives as a position is one
  return `${String(commit).padStart(digits, '0')}${String(prepare).padStart(digits, '0')}` as Position
}

function placeOf(text: string): bigint | undefined {
  if (!/^\d{20}$/.test(text)) return undefined
  const place = BigInt(text)
  return place < behindLast ? place : undefined
}

/** The place of a position; throws `invalid-position` for a text that this store cannot have given. */
export function toPlace(position: Position): Place {
  const commit = placeOf(position.slice(0, digits))
  const prepare = placeOf(position.slice(digits))
  // what is prepared is committed later, or at once
  if (commit === undefined || prepare === undefined || prepare > commit)
    throw new LianxiError('invalid-position', { position })
  return { commit, prepare }
}

/** Throws `invalid-position` where `after` stands behind the last event of the server, or where there is none. */
export function checkPosition(after: Position, head: Position | undefined): void {
  if (head === undefined || after > head) throw new LianxiError('invalid-position', { position: after })
}
