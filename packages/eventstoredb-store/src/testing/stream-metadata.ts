// What the server keeps about a stream, as events of a stream beside it: `$$` and its name.
import { randomUUID } from 'node:crypto'
import type { LogRecord, TransactionLog } from './transaction-log.js'

export function writeMetadata(
  log: TransactionLog,
  stream: string,
  metadata: Readonly<Record<string, number>>,
): LogRecord | undefined {
  const about = { type: '$metadata', contentType: 'application/json', metadata: new Uint8Array() }
  const data = new Uint8Array(Buffer.from(JSON.stringify(metadata)))
  return log.write(`$$${stream}`, [{ id: randomUUID(), ...about, data }])
}

/** What metadata that a client wrote hide of the stream that they are about. */
export function applyMetadata(log: TransactionLog, record: LogRecord | undefined): void {
  if (record?.type !== '$metadata' || !record.stream.startsWith('$$')) return
  const { $tb, $maxCount } = JSON.parse(Buffer.from(record.data).toString('utf8')) as Record<string, unknown>
  const stream = log.stream(record.stream.slice(2))
  stream.truncateBefore = typeof $tb === 'number' ? $tb : 0
  stream.maxCount = typeof $maxCount === 'number' ? $maxCount : Infinity
}
