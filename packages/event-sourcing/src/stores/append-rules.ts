// The checks of an append and of a read that every store makes alike.
import { LianxiError } from '../terms/errors.js'
import { quoted } from '../terms/message-of.js'
import { maxAppendBytes, type Append, type NewEvent } from './event-store.js'
import type { Revision } from '../terms/position.js'
import { isStreamName } from '../terms/stream.js'

// At most three bytes a UTF-16 unit; counting exactly is left for appends that could be too large.
function utf8Bytes(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0x80) bytes += unit < 0x800 ? 1 : unit >= 0xd800 && unit <= 0xdfff ? 1 : 2
  }
  return bytes
}

/** The bytes of an append as `maxAppendBytes` counts them: UTF-8 of id, type, data, metadata and hash of all its events. */
export function appendBytes(events: readonly NewEvent[]): number {
  const texts = events.flatMap(({ id, type, data, metadata, hash }) => [id, type, data, metadata, hash])
  return texts.reduce((sum, text) => sum + utf8Bytes(text), 0)
}

function units(events: readonly NewEvent[]): number {
  let sum = 0
  for (const { id, type, data, metadata, hash } of events)
    sum += id.length + type.length + data.length + metadata.length + hash.length
  return sum
}

const textFields = ['id', 'type', 'data', 'metadata', 'hash'] as const

function isWellFormed(text: string): boolean {
  return typeof text === 'string' && text.isWellFormed()
}

/** Whether a store can keep the event to the byte. Callers without types hand over anything, and half a character has no bytes in UTF-8. */
export function isStorable({ id, type, data, metadata, hash }: NewEvent): boolean {
  return isWellFormed(id) && isWellFormed(type) && isWellFormed(data) && isWellFormed(metadata) && isWellFormed(hash)
}

/** What no store takes, and where: the path begins with the number of the event, or is empty. */
export interface Misfit {
  readonly path: readonly [index: number, field: (typeof textFields)[number]] | readonly []
  readonly reason: string
}

/** What of these events no store takes in one append, whatever it holds: a field that it cannot keep, or too many bytes. */
export function misfitOf(events: readonly NewEvent[]): Misfit | undefined {
  for (const [index, event] of events.entries()) {
    if (isStorable(event)) continue
    const field = textFields.find((name) => !isWellFormed(event[name])) ?? 'id'
    const reason = typeof event[field] === 'string' ? 'is cut within a character (a lone surrogate)' : 'is no text'
    return { path: [index, field], reason }
  }
  if (units(events) * 3 > maxAppendBytes && appendBytes(events) > maxAppendBytes)
    return { path: [], reason: `an append holds at most ${maxAppendBytes} bytes` }
  return undefined
}

export interface AppendCheck extends Append {
  /** The stream's last revision; −1 where there is none. */
  readonly actual: Revision
}

/** Throws `append-refused` or `revision-conflict` where the port says so. */
export function checkAppend({ stream, events, expected, actual }: AppendCheck): void {
  // a stream that stands was named when it began
  if (actual === -1 && !isStreamName(stream))
    throw new LianxiError('append-refused', { stream, reason: 'its name is not category-partition.id in ASCII' })
  // -1 is how a conflict tells that there is no stream; as an expectation it is a number like any other, which no last event has
  const asExpected = expected === 'no-stream' ? actual === -1 : actual >= 0 && expected === actual
  if (!asExpected)
    throw new LianxiError('revision-conflict', { stream, expected: expected === 'no-stream' ? -1 : expected, actual })
  if (events.length === 0) throw new LianxiError('append-refused', { stream, reason: 'there is no event to append' })
  const misfit = misfitOf(events)
  if (misfit !== undefined) {
    const { path, reason } = misfit
    throw new LianxiError('append-refused', {
      stream,
      reason: path.length === 0 ? reason : `${path.join('.')} ${reason}`,
    })
  }
  if (events.length === 1) return
  const seen = new Set<string>()
  for (const { id } of events) {
    if (seen.has(id)) throw new LianxiError('duplicate-event', { stream, id })
    seen.add(id)
  }
}

/** Throws `invalid-input` where `from` or `limit` is no whole number of at least 0; a limit may be infinite. */
export function checkCount(name: 'from' | 'limit', count: number): void {
  if (count === Number.POSITIVE_INFINITY && name === 'limit') return
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new LianxiError('invalid-input', {
      what: 'read',
      path: name,
      reason: `${quoted(count)} is no whole number of at least 0`,
    })
  }
}
