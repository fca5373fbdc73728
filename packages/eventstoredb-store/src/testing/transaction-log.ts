// What the double stores: one log in order of position, and the streams in it. Positions grow by bytes, as in a real log,
// so there are gaps between them; several events written at once share their commit position and differ in the other.
import { randomUUID } from 'node:crypto'

export interface ProposedEvent {
  readonly id: string
  readonly type: string
  readonly contentType: string
  readonly data: Uint8Array
  readonly metadata: Uint8Array
}

export interface LogRecord extends ProposedEvent {
  readonly stream: string
  readonly revision: number
  readonly commit: number
  readonly prepare: number
  /** In units of 100 ns since 1970. */
  readonly created: string
}

/** A stream as the server sees it: its events, whether hidden by a deletion or not. */
export interface StreamOfLog {
  readonly records: LogRecord[]
  /** Below this revision nothing is shown: a deletion, or metadata, set it. */
  truncateBefore: number
  maxCount: number
  deleted: boolean
  tombstoned: boolean
}

export interface TransactionLog {
  readonly records: readonly LogRecord[]
  /** Is told of each write; returns how to stop that. */
  watch(listener: () => void): () => void
  /** A stream that was never written to is there too, and empty. */
  stream(name: string): StreamOfLog
  /** Where an event id was stored, in any stream. */
  find(id: string): LogRecord | undefined
  /** Adds the events behind what the stream holds; answers with its last one, if it has any. */
  write(stream: string, events: readonly ProposedEvent[]): LogRecord | undefined
}

/** Each so many writes the server writes down something of its own, so that whoever reads all must filter. */
const writesPerStatistics = 16

// A record's head: what surrounds the texts.
const recordHeadBytes = 96

const bytesOf = (stream: string, { type, data, metadata }: ProposedEvent) =>
  recordHeadBytes + 2 * (stream.length + type.length) + data.length + metadata.length

const text = (value: string) => new Uint8Array(Buffer.from(value, 'utf8'))

export function openTransactionLog(): TransactionLog {
  const records: LogRecord[] = []
  const streams = new Map<string, StreamOfLog>()
  const byId = new Map<string, LogRecord>()
  let end = 0
  let writes = 0
  const watchers = new Set<() => void>()

  function streamFor(name: string): StreamOfLog {
    const known = streams.get(name)
    if (known !== undefined) return known
    const stream = { records: [], truncateBefore: 0, maxCount: Infinity, deleted: false, tombstoned: false }
    streams.set(name, stream)
    return stream
  }

  function write(name: string, events: readonly ProposedEvent[]): LogRecord | undefined {
    const stream = streamFor(name)
    const prepares = events.map((event) => {
      const at = end
      end += bytesOf(name, event)
      return at
    })
    // one event is its own commit; several are followed by a commit record
    const commit = events.length === 1 ? (prepares[0] ?? end) : end
    if (events.length > 1) end += recordHeadBytes
    const created = `${Date.now()}0000`
    for (const [index, event] of events.entries()) {
      const revision = stream.records.length
      const record = { ...event, stream: name, revision, commit, prepare: prepares[index] ?? commit, created }
      stream.records.push(record)
      records.push(record)
      byId.set(event.id, record)
    }
    return stream.records.at(-1)
  }

  function writeStatistics(): void {
    const event = { id: randomUUID(), contentType: 'application/json', data: text(`{"writes":${writes}}`) }
    write('$stats-127.0.0.1:2113', [{ ...event, type: '$statsCollected', metadata: text('{}') }])
  }

  // a fresh server's log begins with its own events as well
  writeStatistics()

  return {
    records,
    watch(listener) {
      watchers.add(listener)
      return () => watchers.delete(listener)
    },
    stream: streamFor,
    find: (id) => byId.get(id),
    write(name, events) {
      const last = write(name, events)
      writes += 1
      if (writes % writesPerStatistics === 0) writeStatistics()
      for (const tell of watchers) tell()
      return last
    },
  }
}
