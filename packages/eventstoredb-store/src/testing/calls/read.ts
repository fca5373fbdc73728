// Streams.Read: a reading that ends, of a stream or of all.
import type { Strike } from '../faults.js'
import type { Call } from '../grpc/call.js'
import type { Node } from '../node.js'
import { selectRecords } from '../selection.js'
import { streamNotFoundAnswer } from '../wire/read-answer.js'
import type { ReadRequest } from '../wire/read-request.js'
import { openOutbox } from './outbox.js'

export async function read(node: Node, call: Call, { request, strike }: Reading): Promise<void> {
  const outbox = await openOutbox(call, strike)
  const { stream: name, backwards, filter } = request
  if (name !== undefined && isMissing(node, name)) return call.send(streamNotFoundAnswer(name))
  const { records, shownFrom, from } = selectRecords(node.log, request)
  // all of the log is read backwards from before a position, a stream from its event on
  let next = backwards && name === undefined ? from - 1 : from
  const first = shownFrom()
  const last = records.length - 1
  let left = request.count === 'subscription' ? Infinity : request.count
  if (backwards) next = Math.min(next, last)
  else next = Math.max(next, first)
  while (left > 0 && next >= first && next <= last && !call.over) {
    const record = records[next]
    next += backwards ? -1 : 1
    if (record === undefined || filter?.(record) === false) continue
    left -= 1
    await outbox.record(record)
  }
  await outbox.flush()
}

export interface Reading {
  readonly request: ReadRequest
  readonly strike: Strike | undefined
}

function isMissing({ log }: Node, name: string): boolean {
  const { records, deleted } = log.stream(name)
  return records.length === 0 || deleted
}
