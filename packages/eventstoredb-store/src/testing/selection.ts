// Which records a reading goes through, and where among them it begins.
import type { LogRecord, TransactionLog } from './transaction-log.js'
import type { LogPosition, ReadRequest } from './wire/read-request.js'

export interface Selection {
  /** Of a stream or of all; more are added while it is read. */
  readonly records: readonly LogRecord[]
  /** Index of the first record that is shown; it grows where events are hidden. */
  firstShown(): number
  /** Index of the record to begin with. */
  readonly begin: number
}

export function selectRecords(log: TransactionLog, request: ReadRequest): Selection {
  const { stream: name } = request
  if (name === undefined) {
    return { records: log.records, firstShown: () => 0, begin: beginInAll(log.records, request) }
  }
  const stream = log.stream(name)
  const { records } = stream
  const firstShown = () => Math.max(stream.truncateBefore, records.length - stream.maxCount)
  return { records, firstShown, begin: beginInStream(records, request) }
}

/** A stream is read from a revision on, that one included, either way; a subscription begins behind it. */
function beginInStream({ length }: readonly LogRecord[], { from, backwards, isSubscription }: ReadRequest): number {
  if (from === 'end') return backwards ? length - 1 : length
  if (typeof from !== 'number') return 0
  return Math.min(isSubscription ? from + 1 : from, backwards ? length - 1 : Infinity)
}

/** All is read from a position on, that one included; backwards, or by a subscription, it is excluded. */
function beginInAll(records: readonly LogRecord[], { from, backwards, isSubscription }: ReadRequest): number {
  const last = backwards ? 1 : 0
  if (from === 'end') return records.length - last
  if (from === 'start' || typeof from === 'number') return 0 - last
  return countBefore(records, from, { included: isSubscription }) - last
}

/** How many records stand before the position, the one at it among them if `included`. */
function countBefore(
  records: readonly LogRecord[],
  position: LogPosition,
  { included }: { readonly included: boolean },
): number {
  let low = 0
  let high = records.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const record = records[middle]
    const order = record === undefined ? 1 : compare(record, position)
    if (order < 0 || (included && order === 0)) low = middle + 1
    else high = middle
  }
  return low
}

const compare = (a: LogPosition, b: LogPosition) => a.commit - b.commit || a.prepare - b.prepare
