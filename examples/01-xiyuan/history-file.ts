// A history as JSON lines: an event a line, texts as they are stored; the last line counts and hashes all before it.
import { createHash } from 'node:crypto'
import {
  canonicalText,
  eventHash,
  isStreamName,
  memoryStore,
  streamParts,
  tryParse,
  type DeepReadonly,
  type EventStore,
  type NewEvent,
  type Schema,
  type StreamName,
} from '@lianxi/event-sourcing'
import * as z from 'zod'
import { BadInput } from '@lianxi/example-shared'

/** What the last line says. */
export interface HistoryEnd {
  readonly events: number
  /** Lowercase hex SHA-256 over all lines before, each with its newline. */
  readonly hash: string
}

interface EventInLine extends NewEvent {
  readonly stream: StreamName
  readonly revision: number
}

const hex = z.string().regex(/^[0-9a-f]{64}$/, 'is not 64 hexadecimal digits')
const fields = z.record(z.string(), z.unknown())
const eventLine = z.strictObject({
  data: fields,
  hash: hex,
  id: z.uuid(),
  metadata: fields,
  revision: z.int().min(0),
  stream: z.string().refine(isStreamName, 'is no name of a stream'),
  type: z.string().regex(/^[A-Za-z]+$/, 'is no name of an event'),
})
const endLine = z.strictObject({ events: z.int().min(0), hash: hex })

/** Keys in order and texts as they are, so that a line is canonical JSON. Nothing but data and metadata can need escapes. */
function lineOf({ stream, revision, id, type, data, metadata, hash }: EventInLine): string {
  return `{"data":${data},"hash":"${hash}","id":"${id}","metadata":${metadata},"revision":${revision},"stream":"${stream}","type":"${type}"}`
}

/** The lines of a history but for the last, and what that says. */
export async function historyOf(
  store: EventStore,
): Promise<{ readonly lines: readonly string[]; readonly end: HistoryEnd }> {
  const lines: string[] = []
  for await (const batch of store.readAll()) lines.push(...batch.map(lineOf))
  return { lines, end: endOf(lines) }
}

function endOf(lines: readonly string[]): HistoryEnd {
  const hash = createHash('sha256')
  for (const line of lines) hash.update(`${line}\n`)
  return { events: lines.length, hash: hash.digest('hex') }
}

export function historyText({ lines, end }: { readonly lines: readonly string[]; readonly end: HistoryEnd }): string {
  return [...lines, canonicalText({ ...end }), ''].join('\n')
}

function parsedLine<S extends Schema>(schema: S, line: string, number: number): DeepReadonly<z.output<S>> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new BadInput(`line ${number}: is no JSON`)
  }
  const parsed = tryParse(schema, value)
  if (parsed.ok) return parsed.value
  throw new BadInput(`line ${number}: ${parsed.path === '' ? 'the whole' : parsed.path}: ${parsed.reason}`)
}

/** What the last line says; a file that was cut off ends with another one. */
function readEnd(line: string, number: number): HistoryEnd {
  if (line.startsWith('{"events":')) return parsedLine(endLine, line, number)
  throw new BadInput(`line ${number}: the file ends without its last line, { events, hash }; it was cut off`)
}

/** Checks what the chains cannot see: whole streams, or ends of streams, that were taken out. */
function checkEnd(lines: readonly string[], said: HistoryEnd): void {
  const number = lines.length + 1
  const { events, hash } = endOf(lines)
  if (said.events !== events) {
    throw new BadInput(`line ${number}: events: it counts ${said.events}, but ${events} stand before it`)
  }
  if (said.hash !== hash) throw new BadInput(`line ${number}: hash: is not that of the lines before it`)
}

function readEvent(line: string, number: number): EventInLine {
  const { data, metadata, ...rest } = parsedLine(eventLine, line, number)
  const event = { ...rest, data: canonicalText(data), metadata: canonicalText(metadata) }
  if (lineOf(event) !== line) throw new BadInput(`line ${number}: is not written as a history is`)
  return event
}

/** Checks that each event follows from the one before it in its stream, and that all are of one alliance. */
function checkChains(events: readonly EventInLine[]): void {
  const heads = new Map<string, { readonly revision: number; readonly hash: string }>()
  const alliance = events[0] === undefined ? undefined : streamParts(events[0].stream).partition
  for (const [index, event] of events.entries()) {
    const { stream, revision, hash } = event
    const head = heads.get(stream) ?? { revision: -1, hash: '' }
    const fail = (what: string) => new BadInput(`line ${index + 1}: ${what}`)
    if (streamParts(stream).partition !== alliance) throw fail('stream: is of another alliance')
    if (revision !== head.revision + 1) throw fail(`revision: ${head.revision + 1} comes next in ${stream}`)
    if (eventHash({ previous: head.hash, stream, revision }, event) !== hash)
      throw fail('hash: does not follow from the event')
    heads.set(stream, { revision, hash })
  }
}

export interface ReadHistory {
  readonly store: EventStore
  readonly allianceId: string
}

/** Reads a history into a store of its own in memory, ids and hashes as they are. Throws `BadInput`, with line and reason, before anything is stored. */
export async function readHistory(text: string): Promise<ReadHistory> {
  if (text === '') throw new BadInput('line 1: the file is empty')
  const all = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
  const last = all.at(-1) ?? ''
  const lines = all.slice(0, -1)
  const end = readEnd(last, all.length)
  const events = lines.map((line, index) => readEvent(line, index + 1))
  checkChains(events)
  checkEnd(lines, end)
  const first = events[0]
  if (first === undefined) throw new BadInput('line 1: events: there is no event')
  const store = memoryStore()
  for (const { stream, revision, ...event } of events) {
    await store.append(stream, [event], revision === 0 ? 'no-stream' : revision - 1)
  }
  return { store, allianceId: streamParts(first.stream).partition }
}
