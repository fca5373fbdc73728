// Streams.Read, for good: what is stored after a place, then what comes, until the client leaves.
import { randomUUID } from 'node:crypto'
import type { Call } from '../grpc/call.js'
import type { Node } from '../node.js'
import { recordFilter } from '../record-filter.js'
import { selectRecords } from '../selection.js'
import type { LogRecord } from '../transaction-log.js'
import { caughtUpAnswer, checkpointAnswer, confirmationAnswer } from '../wire/read-answer.js'
import { openOutbox } from './outbox.js'
import type { Reading } from './read.js'

export async function subscribe(node: Node, call: Call, { request, strike }: Reading): Promise<void> {
  const outbox = await openOutbox(call, strike)
  const { checkpointInterval } = request
  const filter = request.filter && recordFilter(request.filter)
  const { records, firstShown, begin } = selectRecords(node.log, request)
  const tide = watchTide(node)
  let next = begin
  let lookedAt = 0
  let isLive = false

  async function give(record: LogRecord): Promise<void> {
    if (filter?.(record) !== false) await outbox.record(record)
    lookedAt += 1
    if (filter === undefined || !node.behaviour.checkpoints || lookedAt % checkpointInterval !== 0) return
    await outbox.message(checkpointAnswer(record))
  }

  try {
    await outbox.message(confirmationAnswer(randomUUID()))
    while (!call.over) {
      next = Math.max(next, firstShown())
      const record = records[next]
      if (record !== undefined) {
        next += 1
        await give(record)
        continue
      }
      // a stream that is not there has not been caught up with
      if (!isLive && node.behaviour.caughtUp && (request.stream === undefined || records.length > 0)) {
        isLive = true
        await outbox.message(caughtUpAnswer())
      }
      await outbox.flush()
      if (records.length <= next) await tide.rises()
    }
  } finally {
    tide.stop()
  }
}

/** A call that is over while it waits notices at the next write, and holds nothing but itself until then. */
function watchTide(node: Node): { rises(): Promise<void>; stop(): void } {
  let rise = () => {}
  const stop = node.log.watch(() => rise())
  return {
    stop,
    rises: () =>
      new Promise((resolve) => {
        rise = resolve
      }),
  }
}
