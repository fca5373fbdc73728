// What a reading sends: events gathered into larger writes, and a planned fault at the event that it was planned for.
import type { Strike } from '../faults.js'
import type { Call } from '../grpc/call.js'
import type { LogRecord } from '../transaction-log.js'
import { recordAnswer } from '../wire/read-answer.js'

export interface Outbox {
  record(record: LogRecord): Promise<void>
  message(framed: Buffer): Promise<void>
  /** Sends what was gathered. */
  flush(): Promise<void>
}

// Measured: a write to HTTP/2 for each event costs more than encoding it.
const bytesPerWrite = 32 * 1024

export async function openOutbox(call: Call, strike: Strike | undefined): Promise<Outbox> {
  let gathered: Buffer[] = []
  let bytes = 0
  let events = 0

  async function flush(): Promise<void> {
    if (bytes === 0) return
    const chunk = Buffer.concat(gathered, bytes)
    gathered = []
    bytes = 0
    await call.send(chunk)
  }

  async function message(framed: Buffer): Promise<void> {
    gathered.push(framed)
    bytes += framed.length
    if (bytes >= bytesPerWrite) await flush()
  }

  const strikesAfter = typeof strike?.at === 'object' ? strike.at.afterEvents : -1

  async function strikeIfDue(): Promise<void> {
    if (events !== strikesAfter) return
    await flush()
    await strike?.carryOut(call)
  }

  if (strike?.at === 'before') await strike.carryOut(call)
  await strikeIfDue()
  return {
    async record(record) {
      events += 1
      await message(recordAnswer(record))
      await strikeIfDue()
    },
    message,
    flush,
  }
}
