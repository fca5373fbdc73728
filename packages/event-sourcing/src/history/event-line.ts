// An event as a line of a history: its texts stand in it as they are stored, so that a tool for JSON reads them and no byte is lost.
import * as z from 'zod'
import { canonicalText } from '../texts/canonical.js'
import { hasCode } from '../terms/errors.js'
import type { RecordedEvent } from '../stores/event-store.js'
import { misfitOf } from '../stores/append-rules.js'
import { isStreamName } from '../terms/stream.js'
import { checkSpelling, readLine, refuse } from './line.js'

/** An event wherever it is kept: its position is the store's own. */
export type HistoryEvent = Omit<RecordedEvent, 'position'>

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export function isUuid(id: string): boolean {
  return uuid.test(id)
}

const schema = z.strictObject({
  stream: z.string().refine(isStreamName, 'is not category-partition.id in ASCII'),
  revision: z.int().min(0),
  id: z.string().regex(uuid, 'is no UUID in lower case'),
  type: z.string(),
  metadata: z.unknown(),
  data: z.unknown(),
  hash: z.string(),
})

// Some readers of lines end one here too, as Python's splitlines does; RFC 8785 leaves both as they are.
const otherLineEnds = /[\u2028\u2029]/g

/** The line of an event whose texts are canonical JSON. */
export function eventLine({ stream, revision, id, type, metadata, data, hash }: HistoryEvent): string {
  const names = `"stream":"${stream}","revision":${revision},"id":${JSON.stringify(id)},"type":${JSON.stringify(type)}`
  const line = `{${names},"metadata":${metadata},"data":${data},"hash":${JSON.stringify(hash)}}`
  return line.replace(otherLineEnds, (end) => `\\u${end.charCodeAt(0).toString(16)}`)
}

function canonical(value: unknown, part: string, line: number): string {
  try {
    return canonicalText(value)
  } catch (error) {
    if (!hasCode(error, 'invalid-input')) throw error
    const { path, reason } = error.details
    return refuse(line, path === '' ? part : `${part}.${path}`, reason)
  }
}

/** The event of a line. Throws `history-refused` for one that `eventLine` would not have written. */
export function readEventLine(text: string, line: number): HistoryEvent {
  const { metadata, data, ...names } = readLine(schema, text, line)
  const event = { ...names, metadata: canonical(metadata, 'metadata', line), data: canonical(data, 'data', line) }
  checkSpelling(text, eventLine(event), line)
  const misfit = misfitOf([event])
  if (misfit !== undefined) refuse(line, misfit.path[1] ?? '', misfit.reason)
  return event
}
