// Which records a reading goes through and where in them it begins: from a place on when it reads, after it when it subscribes.
import type { LogRecord, TransactionLog } from './transaction-log.js'
import type { LogPosition, ReadRequest } from './wire/read-request.js'

export interface Selection {
  /** It grows at its end. */
  readonly records: readonly LogRecord[]
  /** Index of the first record that is shown. */
  readonly shownFrom: () => number
  /** Index of the place asked for: of the record there, or of the first one behind it. */
  readonly from: number
}

export function selectRecords(log: TransactionLog, { stream: name, from, backwards, count }: ReadRequest): Selection {
  const after = count === 'subscription' ? 1 : 0
  if (name === undefined) {
    const { records } = log
    if (from === 'start') return { records, shownFrom: () => 0, from: 0 }
    if (from === 'end' || typeof from === 'number') return { records, shownFrom: () => 0, from: records.length }
    return { records, shownFrom: () => 0, from: indexAt(records, from, { after: after === 1 }) }
  }
  const stream = log.stream(name)
  const shownFrom = () => Math.max(stream.truncateBefore, stream.records.length - stream.maxCount)
  if (typeof from === 'number') return { records: stream.records, shownFrom, from: from + after }
  // backwards, the end is the last event, and the start the first one
  const end = stream.records.length - (backwards ? 1 : 0)
  return { records: stream.records, shownFrom, from: from === 'end' ? end : 0 }
}

/** Index of the first record at the position or behind it; only behind it, if `after`. */
function indexAt(records: readonly LogRecord[], position: LogPosition, { after }: { readonly after: boolean }): number {
  const limit = after ? 0 : -1
  let low = 0
  let high = records.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const record = records[middle]
    if (record !== undefined && compare(record, position) <= limit) low = middle + 1
    else high = middle
  }
  return low
}

const compare = (a: LogPosition, b: LogPosition) => Math.sign(a.commit - b.commit || a.prepare - b.prepare)
