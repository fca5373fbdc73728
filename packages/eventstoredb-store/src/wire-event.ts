// An event as it travels: readable on the server where its texts are canonical JSON, and to the byte what was handed over in every case.
import { canonicalText, LianxiError, type NewEvent, type RecordedEvent } from '@lianxi/event-sourcing'
import { lianxiKey, pack, unpack, type Carried } from './lianxi-key.js'
import type { Names } from './names.js'
import { toPosition, type Place } from './position.js'

/** An event as the server is given it. */
export interface SentEvent {
  /** A UUID of the append's own (append.ts). */
  readonly id: string
  readonly type: string
  readonly data: { readonly json: unknown } | { readonly bytes: Uint8Array }
  readonly metadata: Readonly<Record<string, unknown>>
}

/** An event as the server gives it back. */
export interface ServedEvent {
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly place: Place
  readonly type: string
  /** Bytes, or the value of a JSON text. */
  readonly data: unknown
  readonly metadata: unknown
}

// The server keeps types that begin with $ for itself, and takes none that is empty.
const plainType = /^[A-Za-z0-9][\x20-\x7e]*$/
const otherType = 'lianxi'

/** The value of a text that is what its value would be written as; undefined for any other, JSON or not. */
function canonicalValue(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return canonicalText(value) === text ? { value } : undefined
  } catch {
    return undefined
  }
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = canonicalValue(text)?.value
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.hasOwn(value, lianxiKey))
    return undefined
  return { ...value }
}

export function toSent(event: NewEvent, id: string): SentEvent {
  const json = canonicalValue(event.data)
  const fields = fieldsOf(event.metadata)
  const plain = plainType.test(event.type)
  const carried: Carried = {
    id: event.id,
    hash: event.hash,
    ...(plain ? {} : { type: event.type }),
    ...(fields === undefined ? { metadata: event.metadata } : {}),
  }
  return {
    id,
    type: plain ? event.type : otherType,
    data: json === undefined ? { bytes: new TextEncoder().encode(event.data) } : { json: json.value },
    metadata: { ...fields, [lianxiKey]: pack(carried) },
  }
}

function metadataOf(served: ServedEvent): { readonly carried: Carried; readonly rest: object } | undefined {
  if (typeof served.metadata !== 'object' || served.metadata === null) return undefined
  const { [lianxiKey]: value, ...rest }: Record<string, unknown> = { ...served.metadata }
  const carried = unpack(value)
  return carried === undefined ? undefined : { carried, rest }
}

/** The event as it was appended. Throws `unreadable-event` for one that another program wrote into a stream of ours. */
export function toRecorded(served: ServedEvent, names: Names): RecordedEvent {
  const { revision, data } = served
  const stream = names.fromServer(served.stream)
  const metadata = metadataOf(served)
  if (stream === undefined || metadata === undefined) {
    const path = stream === undefined ? 'stream' : `metadata.${lianxiKey}`
    throw new LianxiError('unreadable-event', {
      stream: stream ?? served.stream,
      revision,
      path,
      reason: 'it was not written by this store',
    })
  }
  const { carried, rest } = metadata
  return {
    id: carried.id,
    type: carried.type ?? served.type,
    data: data instanceof Uint8Array ? textOf(data) : canonicalText(data),
    metadata: carried.metadata ?? canonicalText(rest),
    hash: carried.hash,
    stream,
    revision,
    position: toPosition(served.place),
  }
}

// a byte order mark is part of the text
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}
