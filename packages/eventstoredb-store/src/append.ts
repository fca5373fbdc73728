// One append: asked again, under the same ids and at the same revision, until it is known whether it was stored.
import { randomUUID } from 'node:crypto'
import {
  checkAppend,
  isStreamName,
  LianxiError,
  type Append,
  type Revision,
  type StreamName,
} from '@lianxi/event-sourcing'
import { backOff, wait } from './back-off.js'
import type { Client, SentAppend } from './client.js'
import { isLasting, reasonOf, storeError, type Failure } from './failure.js'
import type { Settings } from './options.js'
import type { StreamReader } from './stream-reader.js'
import { toSent } from './wire-event.js'

export interface AppendTools {
  readonly connection: Pick<Client, 'append'>
  readonly reader: Pick<StreamReader, 'lastRevision' | 'serverIds'>
  readonly settings: Settings
  /** Aborts when the store closes: an attempt that runs is awaited, and none is begun after it. */
  readonly closing: AbortSignal
}

const firstRevision = (expected: Revision | 'no-stream') => (expected === 'no-stream' ? 0 : expected + 1)
const asNumber = (expected: Revision | 'no-stream') => (expected === 'no-stream' ? -1 : expected)

const cutShort: Failure = { type: 'disturbed', reason: 'the store was closed', sent: true }

function outcomeUnknown(stream: StreamName, failure: Failure): LianxiError {
  return new LianxiError('append-outcome-unknown', { stream, reason: reasonOf(failure) })
}

export function appender({ connection, reader, settings, closing }: AppendTools): (append: Append) => Promise<void> {
  /** What is wrong in itself is not sent; but a conflict is told first, and only the server knows of it. */
  async function check(append: Append): Promise<void> {
    try {
      const { expected } = append
      // no last event has a revision that is no whole number
      checkAppend({ ...append, actual: Number.isSafeInteger(expected) ? asNumber(expected) : -1 })
    } catch (error) {
      if (!isStreamName(append.stream)) throw error
      const actual = await reader.lastRevision(append.stream, closing)
      // a close cuts the question short; refused it is all the same
      if (actual !== undefined) checkAppend({ ...append, actual })
      throw error
    }
  }

  /** After an answer was lost the server may refuse what it has: whether the events that stand there are those that were sent. */
  async function isThere(append: Append, sent: SentAppend): Promise<boolean> {
    const from = firstRevision(append.expected)
    const limit = sent.events.length
    const stored = await reader.serverIds(append.stream, { from, limit }, closing).catch((error: unknown) => {
      throw new LianxiError('append-outcome-unknown', { stream: append.stream, reason: String(error) })
    })
    const isSame = stored.length === limit && sent.events.every(({ id }, index) => id === stored[index])
    if (!isSame && closing.aborted) throw outcomeUnknown(append.stream, cutShort)
    return isSame
  }

  return async ({ stream, events, expected }) => {
    // a copy: the caller may write to its objects while the append runs
    const append = { stream, events: events.map((event) => ({ ...event })), expected }
    await check(append)
    // Ids of this append alone. The server takes an append at a past revision for one that was lost if its ids are those that stand there.
    const sentEvents = append.events.map((event) => toSent(event, randomUUID()))
    const sent = { stream: settings.names.toServer(stream), events: sentEvents, expected }
    const until = performance.now() + settings.deadlines.retry
    let unknown = false
    for (let failures = 1; ; failures++) {
      const answer = await connection.append(sent)
      if (answer === 'stored') return
      if (answer.type === 'conflict') {
        if (unknown && (await isThere(append, sent))) return
        throw new LianxiError('revision-conflict', { stream, expected: asNumber(expected), actual: answer.actual })
      }
      if (answer.type === 'invalid') {
        if (!unknown) throw new LianxiError('append-refused', { stream, reason: answer.reason })
        // an attempt of which nothing was heard may come through after this answer
        if (await isThere(append, sent)) return
        throw outcomeUnknown(stream, answer)
      }
      unknown ||= answer.type === 'disturbed' && answer.sent
      const again = !isLasting(answer) && performance.now() < until
      if (again && !closing.aborted) {
        settings.onDisturbance({ during: 'append', reason: reasonOf(answer), attempt: failures })
        await wait(backOff(failures), closing)
      }
      if (!again || closing.aborted) throw unknown ? outcomeUnknown(stream, answer) : storeError(settings.store, answer)
    }
  }
}
