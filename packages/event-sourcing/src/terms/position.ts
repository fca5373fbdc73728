// Where an event stands: in its stream, and among all.
import { LianxiError } from './errors.js'

/** 0 for the first event of a stream, and one more for each after it. */
export type Revision = number

/** A fixed-width text whose order is the store's order of all events. It means nothing in another store. */
export type Position = string & { readonly __brand: 'Position' }

// 2^53 has as many digits
const width = 16
const shape = /^\d{16}$/

/** The position of a store that numbers its events, by a whole number of at least 0. Throws `invalid-position` for any other number. */
export function toPosition(number: number): Position {
  const text = String(number)
  if (!Number.isSafeInteger(number) || number < 0) throw new LianxiError('invalid-position', { position: text })
  // the order of such texts is that of the numbers, for they have one width
  return text.padStart(width, '0') as Position
}

/** The number of such a position. Throws `invalid-position` for what `toPosition` cannot have given. */
export function positionNumber(position: Position): number {
  const number = shape.test(position) ? Number(position) : -1
  if (!Number.isSafeInteger(number) || number < 0) throw new LianxiError('invalid-position', { position })
  return number
}
