// Streams.Read: a reading that ends, of a stream or of all.
import type { Strike } from '../faults.js'
import type { Call } from '../grpc/call.js'
import type { Node } from '../node.js'
import { selectRecords } from '../selection.js'
import { streamNotFoundAnswer } from '../wire/read-answer.js'
import type { ReadRequest } from '../wire/read-request.js'
import { openOutbox } from './outbox.js'

export interface Reading {
  readonly request: ReadRequest
  readonly strike: Strike | undefined
}

export async function read(node: Node, call: Call, { request, strike }: Reading): Promise<void> {
  const outbox = await openOutbox(call, strike)
  const { stream, backwards, count } = request
  if (stream !== undefined && isMissing(node, stream)) return call.send(streamNotFoundAnswer(stream))
  const { records, firstShown, begin } = selectRecords(node.log, request)
  const first = firstShown()
  const step = backwards ? -1 : 1
  let index = backwards ? begin : Math.max(begin, first)
  for (let left = count; left > 0 && index >= first && !call.over; left--) {
    const record = records[index]
    if (record === undefined) break
    await outbox.record(record)
    index += step
  }
  await outbox.flush()
}

function isMissing({ log }: Node, name: string): boolean {
  const { records, deleted } = log.stream(name)
  return records.length === 0 || deleted
}
