// What a reaction could not do about an event: kept to be looked at, tried again or dropped, never silently tried again.
import * as z from 'zod'
import { canonicalText } from '../texts/canonical.js'
import type { RecordedEvent } from '../stores/event-store.js'
import { instant, type Instant } from '../terms/instant.js'
import { keepableText, messageOf, toldOf } from '../terms/message-of.js'
import type { Position, Revision } from '../terms/position.js'
import { deepFreeze } from '../terms/readonly.js'

export interface Parked {
  readonly event: {
    readonly id: string
    readonly type: string
    readonly stream: string
    readonly revision: Revision
    readonly position: Position
  }
  /** The command that was refused; absent where the event was not answered at all. */
  readonly command?: unknown
  /** Of the rejection, or of the error; `unexpected` for an error that is none of ours. */
  readonly code: string
  readonly message: string
  /** How often it was tried. */
  readonly attempts: number
  /** When it was parked. */
  readonly since: Instant
}

// a position is the store's own text, and this one came from there
const position = z.custom<Position>((value) => typeof value === 'string')

export const parkedSchema = z.strictObject({
  event: z.strictObject({ id: z.string(), type: z.string(), stream: z.string(), revision: z.int(), position }),
  command: z.exactOptional(z.unknown()),
  code: z.string(),
  message: z.string(),
  attempts: z.int(),
  since: instant,
})

/** A command as it can be kept: one that JSON does not keep is kept as what is wrong with it. */
function keepable(command: unknown): unknown {
  try {
    return JSON.parse(canonicalText(command))
  } catch (error) {
    return { unkeepable: messageOf(error) }
  }
}

/** A command as text, by which one is told from another. */
export function commandText(command: unknown): string {
  return canonicalText(keepable(command))
}

/** What is parked of an event. The list is in the order of the store, and an event that is answered now stands among the last. */
export function parkedOf(list: readonly Parked[], { id, position: at }: Parked['event'] | RecordedEvent) {
  return list.slice(1 + list.findLastIndex(({ event }) => event.position < at)).filter(({ event }) => event.id === id)
}

/** Why an event, or one command that it led to, came to nothing. */
export type Failure =
  | { readonly command: unknown; readonly code: string; readonly message: string }
  | { readonly error: unknown }

/** As it is kept: frozen, since whoever asks is shown what is written. */
export function toParked(
  recorded: RecordedEvent,
  failure: Failure,
  { attempts, since }: Pick<Parked, 'attempts' | 'since'>,
): Parked {
  const { id, type, stream, revision, position: at } = recorded
  const event = { id, type, stream, revision, position: at }
  if ('error' in failure) return deepFreeze({ event, ...toldOf(failure.error), attempts, since })
  const { command, code, message } = failure
  return deepFreeze({ event, command: keepable(command), code, message: keepableText(message), attempts, since })
}
