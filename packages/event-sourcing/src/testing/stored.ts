// Events as a store gives them back, for tests of what hears them and of what brings old ones up to date.
import * as z from 'zod'
import type { StoredEvent } from '../texts/codec.js'
import type { Output, Schemas } from '../terms/schema.js'
import { instant } from '../terms/instant.js'
import { parse } from '../terms/parse.js'
import type { Position } from '../terms/position.js'
import { toStreamName } from '../terms/stream.js'
import { schemaVersion, upcast, type Upcasters } from '../texts/upcast.js'

/** Where an event stands, and what is known about it. What is left out does not matter to the test. */
export interface Placed {
  readonly stream: string
  readonly at: string
  readonly actor?: unknown
  readonly id?: string
}

/** An event as the entry of a view or of a reaction is handed it. */
export function stored<Type extends string, Data>(
  { type, data }: { readonly type: Type; readonly data: Data },
  { stream, at, actor = {}, id = '00000000-0000-4000-8000-000000000001' }: Placed,
): StoredEvent<Type, Data> {
  const occurredAt = parse(instant, at, `instant of ${type}`)
  return {
    id,
    type,
    data,
    metadata: {
      actor,
      commandHash: '0'.repeat(64),
      commandId: id,
      occurredAt,
      recordedAt: occurredAt,
      schemaVersion: 1,
    },
    stream: toStreamName(stream),
    revision: 0,
    // a position of a store that there is none of
    position: '0' as Position,
  }
}

/** Data as an older program stored it: the text, and the version that the event had then. */
export interface OldData {
  readonly version: number
  readonly text: string
}

/**
 * What a decider reads today where an older program stored this. Throws `invalid-input` where its schema refuses it, and for a version
 * that is not older than today's.
 */
export function readToday<Events extends Schemas, N extends keyof Events & string>(
  { events, upcasters = {} }: { readonly events: Events; readonly upcasters?: Upcasters },
  type: N,
  { version, text }: OldData,
): Output<Events[N]> {
  const today = schemaVersion(upcasters, type)
  parse(
    z
      .int()
      .min(1)
      .max(today - 1),
    version,
    `older version of ${type}`,
  )
  return parse<Events[N]>(events[type], upcast(upcasters, type, { data: JSON.parse(text), version }), type)
}
