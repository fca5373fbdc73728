// A deleted stream is hidden until it is written to again; one that was closed for good takes nothing more. The log keeps both.
import { randomUUID } from 'node:crypto'
import { writeMetadata } from './stream-metadata.js'
import type { LogRecord, TransactionLog } from './transaction-log.js'

export function deleteStream(log: TransactionLog, name: string): LogRecord | undefined {
  const stream = log.stream(name)
  stream.deleted = true
  stream.truncateBefore = Infinity
  // whatever number an event has, it is below this one
  return writeMetadata(log, name, { $tb: Number.MAX_SAFE_INTEGER })
}

/** A deleted stream goes on behind its last revision; what stood before stays hidden. */
export function reopenStream(log: TransactionLog, name: string): void {
  const stream = log.stream(name)
  stream.deleted = false
  stream.truncateBefore = stream.records.length
  writeMetadata(log, name, { $tb: stream.truncateBefore })
}

export function closeStreamForGood(log: TransactionLog, name: string): LogRecord | undefined {
  const nothing = new Uint8Array()
  const about = { type: '$streamDeleted', contentType: 'application/octet-stream', data: nothing, metadata: nothing }
  const last = log.write(name, [{ id: randomUUID(), ...about }])
  log.stream(name).tombstoned = true
  return last
}
