// What an operator hears of reactions that cannot answer: plain data for a log, with no more of an event than `parked` tells.
import { hasCode } from '../terms/errors.js'
import { toldOf, type ToldError } from '../terms/message-of.js'
import type { RecordedEvent } from '../stores/event-store.js'
import type { Parked } from './parked.js'
import type { Failed } from '../waiting/persist.js'

export type DisturbedEvent = Pick<Parked['event'], 'type' | 'stream' | 'revision'>

/** What holds of every one of them. */
interface OfReaction {
  readonly reaction: string
}

/** A command that was refused, or an event that was not answered, is on the list of what is parked. */
export interface ParkedDisturbance extends OfReaction, Parked {
  readonly kind: 'parked'
}

/** Something failed for a time, and is tried again after a wait: the answer to the event; or, where none is named, reading or saving. */
export interface RetryingDisturbance extends OfReaction, ToldError {
  readonly kind: 'retrying'
  readonly event?: DisturbedEvent
  /** How often it has failed by now. */
  readonly attempt: number
}

/** A reaction stopped: at the event, or, where none is named, by what ends everything alike. */
export interface StoppedDisturbance extends OfReaction, ToldError {
  readonly kind: 'stopped'
  readonly event?: DisturbedEvent
}

export type ReactionDisturbance = ParkedDisturbance | RetryingDisturbance | StoppedDisturbance

/** Who hears of it is handed the error itself as well, where one was thrown: its stack is no data, and is not kept. */
export type OnReactionDisturbance = (disturbance: ReactionDisturbance, cause: unknown) => void

function at(event: DisturbedEvent | RecordedEvent | undefined): { readonly event?: DisturbedEvent } {
  if (event === undefined) return {}
  const { type, stream, revision } = event
  return { event: { type, stream, revision } }
}

/** The reaction, and who hears of it. */
interface Telling {
  readonly name: string
  readonly tell: OnReactionDisturbance
}

export function tellRetrying({ name, tell }: Telling, { error, attempt }: Failed, event?: RecordedEvent): void {
  tell({ kind: 'retrying', reaction: name, ...at(event), attempt, ...toldOf(error) }, error)
}

export function tellStopped({ name, tell }: Telling, error: unknown): void {
  const isAtEvent = hasCode(error, 'reaction-stopped')
  const [event, cause] = isAtEvent ? [error.details, error.cause] : [undefined, error]
  tell({ kind: 'stopped', reaction: name, ...at(event), ...toldOf(cause) }, cause)
}
