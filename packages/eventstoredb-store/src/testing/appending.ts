// When an append is stored, taken for one that is stored already, or refused: the rules of the server's commit check.
import { randomUUID } from 'node:crypto'
import type { LogRecord, ProposedEvent, StreamOfLog, TransactionLog } from './transaction-log.js'

export type ExpectedRevision = number | 'no-stream' | 'any' | 'stream-exists'

export interface Append {
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly events: readonly ProposedEvent[]
}

export type AppendOutcome =
  | { readonly kind: 'stored'; readonly last: LogRecord | undefined }
  | { readonly kind: 'wrong-expected-version'; readonly current: number | undefined }
  | { readonly kind: 'stream-deleted' }
  | { readonly kind: 'too-large' }

/** The server's default for one append: type, data and metadata of all its events. */
export const maxAppendSize = 1024 * 1024

const sizeOf = ({ type, data, metadata }: ProposedEvent) => Buffer.byteLength(type) + data.length + metadata.length

export function append(log: TransactionLog, { stream: name, expected, events }: Append): AppendOutcome {
  if (events.reduce((sum, event) => sum + sizeOf(event), 0) > maxAppendSize) return { kind: 'too-large' }
  const stream = log.stream(name)
  if (stream.tombstoned) return { kind: 'stream-deleted' }
  const already = storedAlready(log, { stream: name, expected, events })
  if (already !== undefined) return already
  if (!isAsExpected(stream, expected)) return { kind: 'wrong-expected-version', current: currentOf(stream) }
  if (events.length === 0) return { kind: 'stored', last: stream.records.at(-1) }
  if (stream.deleted) reopen(log, name)
  const last = log.write(name, events)
  if (name.startsWith('$$')) applyMetadata(log.stream(name.slice(2)), last)
  return { kind: 'stored', last }
}

export const currentOf = ({ records }: StreamOfLog): number | undefined =>
  records.length === 0 ? undefined : records.length - 1

/** Whether a stream is where an append or a deletion expects it. */
export function isAsExpected({ records, deleted }: StreamOfLog, expected: ExpectedRevision): boolean {
  if (expected === 'any') return true
  if (expected === 'stream-exists') return records.length > 0 && !deleted
  if (expected === 'no-stream') return records.length === 0 || deleted
  return expected === records.length - 1
}

/**
 * The same events behind the same revision, once more: the server answers as it did the first time, so that a client may repeat what it
 * heard no answer to. Where an append matches only in part, the revision it expects is wrong.
 */
function storedAlready(log: TransactionLog, { stream: name, expected, events }: Append): AppendOutcome | undefined {
  const [first] = events
  const stream = log.stream(name)
  if (first === undefined || stream.records.length === 0) return undefined
  const from = firstRevision(log, { stream: name, expected, first })
  if (from === undefined || stream.records[from]?.id !== first.id) return undefined
  const matches = events.every(({ id }, index) => stream.records[from + index]?.id === id)
  if (matches) return { kind: 'stored', last: stream.records[from + events.length - 1] }
  return { kind: 'wrong-expected-version', current: currentOf(stream) }
}

function firstRevision(
  log: TransactionLog,
  {
    stream,
    expected,
    first,
  }: { readonly stream: string; readonly expected: ExpectedRevision; readonly first: ProposedEvent },
): number | undefined {
  if (typeof expected === 'number') return expected + 1
  if (expected === 'no-stream') return 0
  // without a revision only the id tells
  const known = log.find(first.id)
  return known?.stream === stream ? known.revision : undefined
}

/** After a deletion a stream goes on behind its last revision; what stood before stays hidden. */
function reopen(log: TransactionLog, name: string): void {
  const stream = log.stream(name)
  stream.deleted = false
  stream.truncateBefore = stream.records.length
  writeMetadata(log, name, { $tb: stream.truncateBefore })
}

export function writeMetadata(
  log: TransactionLog,
  stream: string,
  metadata: Readonly<Record<string, number>>,
): LogRecord | undefined {
  const data = new Uint8Array(Buffer.from(JSON.stringify(metadata)))
  const event = {
    id: randomUUID(),
    type: '$metadata',
    contentType: 'application/json',
    data,
    metadata: new Uint8Array(),
  }
  return log.write(`$$${stream}`, [event])
}

function applyMetadata(stream: StreamOfLog, record: LogRecord | undefined): void {
  if (record?.type !== '$metadata') return
  const { $tb, $maxCount } = JSON.parse(Buffer.from(record.data).toString('utf8')) as Record<string, unknown>
  if (typeof $tb === 'number') stream.truncateBefore = $tb
  stream.maxCount = typeof $maxCount === 'number' ? $maxCount : Infinity
}
