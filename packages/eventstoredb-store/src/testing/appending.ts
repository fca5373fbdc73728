// When an append is stored, taken for one that is stored already, or refused: the rules of the server's commit check.
import { reopenStream } from './deleting.js'
import { applyMetadata } from './stream-metadata.js'
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

/** The server's default for one append: type, data and metadata of all its events, the type with two bytes a character. */
export const maxAppendSize = 1024 * 1024

const sizeOf = ({ type, data, metadata }: ProposedEvent) => 2 * type.length + data.length + metadata.length

export function append(log: TransactionLog, { stream: name, expected, events }: Append): AppendOutcome {
  if (events.reduce((sum, event) => sum + sizeOf(event), 0) > maxAppendSize) return { kind: 'too-large' }
  const stream = log.stream(name)
  if (stream.tombstoned) return { kind: 'stream-deleted' }
  const already = storedAlready(log, { stream: name, expected, events })
  if (already !== undefined) return already
  if (!isAsExpected(stream, expected)) return { kind: 'wrong-expected-version', current: currentOf(stream) }
  if (stream.deleted) reopenStream(log, name)
  const last = log.write(name, events)
  applyMetadata(log, last)
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
  const from = firstRevision(log, { expected, first })
  if (from === undefined || stream.records[from]?.id !== first.id) return undefined
  const matches = events.every(({ id }, index) => stream.records[from + index]?.id === id)
  if (matches) return { kind: 'stored', last: stream.records[from + events.length - 1] }
  return { kind: 'wrong-expected-version', current: currentOf(stream) }
}

interface Begun extends Pick<Append, 'expected'> {
  readonly first: ProposedEvent
}

function firstRevision(log: TransactionLog, { expected, first }: Begun): number | undefined {
  if (typeof expected === 'number') return expected + 1
  if (expected === 'no-stream') return 0
  // without a revision only the id tells
  return log.find(first.id)?.revision
}
