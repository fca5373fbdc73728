// The only place where events become texts and texts become events. Both ways the schema of the event's name is asked.
import { canonicalText } from './canonical.js'
import type { Output, Schema, Schemas } from '../terms/schema.js'
import { LianxiError } from '../terms/errors.js'
import type { RecordedEvent } from '../stores/event-store.js'
import type { Position, Revision } from '../terms/position.js'
import type { Metadata, metadataSchema } from './metadata.js'
import { metadataReader, metadataText } from './metadata-text.js'
import { parse, tryParse } from '../terms/parse.js'
import type { StreamName } from '../terms/stream.js'
import { schemaVersion, upcast, type Upcasters } from './upcast.js'

/** An event as it was stored, read back: what a view, a reaction and a reader of history get. */
export interface StoredEvent<Type extends string = string, Data = unknown> {
  readonly id: string
  readonly type: Type
  readonly data: Data
  readonly metadata: Metadata
  readonly stream: StreamName
  readonly revision: Revision
  readonly position: Position
}

/** Any stored event of a record of schemas, as a union by its name. */
export type StoredEventOf<Events extends Schemas> = {
  [N in keyof Events & string]: StoredEvent<N, Output<Events[N]>>
}[keyof Events & string]

export interface CodecOptions<Events extends Schemas> {
  readonly events: Events
  readonly upcasters?: Upcasters
  readonly metadata: ReturnType<typeof metadataSchema<Schema, Schema>>
}

export interface Codec<Events extends Schemas> {
  /** The version that events of this name are written with. */
  version(type: string): number
  /** The event's data as its schema gives it (never the caller's own object), and its canonical text. Throws `invalid-input`. */
  encode<N extends keyof Events & string>(
    type: N,
    data: unknown,
  ): { readonly data: Output<Events[N]>; readonly text: string }
  /** The canonical text of an event's metadata. Throws `invalid-input`. */
  encodeMetadata(about: Metadata): string
  /** Reads one event. Throws `unreadable-event` or `newer-event`. */
  decode(recorded: RecordedEvent): StoredEventOf<Events>
  /** Throws `newer-event` for a name that this program does not know. */
  knows(recorded: RecordedEvent): void
  metadata(recorded: RecordedEvent): Metadata
}

function unreadable(
  { stream, revision }: RecordedEvent,
  why: { readonly path: string; readonly reason: string },
  cause?: unknown,
): LianxiError {
  return new LianxiError('unreadable-event', { stream, revision, ...why }, cause)
}

function parseJson(text: string, recorded: RecordedEvent, part: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unreadable(recorded, { path: part, reason: 'is no JSON' }, cause)
  }
}

function readPart<S extends Schema>(
  schema: S,
  value: unknown,
  { recorded, part }: { recorded: RecordedEvent; part: string },
): Output<S> {
  const parsed = tryParse(schema, value)
  if (parsed.ok) return parsed.value
  const path = parsed.path === '' ? part : `${part}.${parsed.path}`
  throw unreadable(recorded, { path, reason: parsed.reason })
}

export function codec<Events extends Schemas>({
  events,
  upcasters = {},
  metadata,
}: CodecOptions<Events>): Codec<Events> {
  const isKnown = (type: string): type is keyof Events & string => Object.hasOwn(events, type)
  // a name that was just read is found in a map twice as fast as in a record; what it gives is the record's own key
  const names = new Map<string, keyof Events & string>(
    Object.keys(events)
      .filter(isKnown)
      .map((name) => [name, name]),
  )
  const readAtOnce = metadataReader(metadata)

  function newer({ stream, revision, type }: RecordedEvent, version: number): LianxiError {
    return new LianxiError('newer-event', { stream, revision, type, schemaVersion: version })
  }

  function readMetadata(recorded: RecordedEvent): Metadata {
    return (
      readAtOnce(recorded.metadata) ??
      readPart(metadata, parseJson(recorded.metadata, recorded, 'metadata'), { recorded, part: 'metadata' })
    )
  }

  function presentData(recorded: RecordedEvent, version: number, present: number): unknown {
    const data = parseJson(recorded.data, recorded, 'data')
    if (version === present) return data
    try {
      return upcast(upcasters, recorded.type, { data, version })
    } catch (cause) {
      throw unreadable(recorded, { path: 'data', reason: `cannot be brought up from version ${version}` }, cause)
    }
  }

  function decodeAs<N extends keyof Events & string>(
    type: N,
    recorded: RecordedEvent,
  ): StoredEvent<N, Output<Events[N]>> {
    const about = readMetadata(recorded)
    const present = schemaVersion(upcasters, type)
    if (about.schemaVersion > present) throw newer(recorded, about.schemaVersion)
    const data = readPart<Events[N]>(events[type], presentData(recorded, about.schemaVersion, present), {
      recorded,
      part: 'data',
    })
    const { id, stream, revision, position } = recorded
    return { id, type, data, metadata: about, stream, revision, position }
  }

  return {
    version: (type) => schemaVersion(upcasters, type),
    encode<N extends keyof Events & string>(type: N, data: unknown) {
      const parsed = parse<Events[N]>(events[type], data, type)
      return { data: parsed, text: canonicalText(parsed) }
    },
    encodeMetadata: (about) => metadataText(parse(metadata, about, 'metadata')),
    decode(recorded) {
      const type = names.get(recorded.type)
      if (type === undefined) throw newer(recorded, 1)
      return decodeAs(type, recorded)
    },
    knows(recorded) {
      if (!names.has(recorded.type)) throw newer(recorded, 1)
    },
    metadata: readMetadata,
  }
}
