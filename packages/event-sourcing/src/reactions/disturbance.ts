// What an operator hears of reactions that cannot answer: plain data for a log, with no more of an event than `parked` tells.
import { hasCode } from '../terms/errors.js'
import { toldOf, type ToldError } from '../terms/message-of.js'
import type { RecordedEvent } from '../stores/event-store.js'
import type { Parked } from './parked.js'

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

function at(event: DisturbedEvent | RecordedEvent | undefined): { readonly event?: DisturbedEvent } {
  if (event === undefined) return {}
  const { type, stream, revision } = event
  return { event: { type, stream, revision } }
}

export function retrying(
  reaction: string,
  { error, attempt }: { readonly error: unknown; readonly attempt: number },
  event?: RecordedEvent,
): RetryingDisturbance {
  return { kind: 'retrying', reaction, ...at(event), attempt, ...toldOf(error) }
}

export function stopped(reaction: string, error: unknown): StoppedDisturbance {
  const isAtEvent = hasCode(error, 'reaction-stopped')
  const event = isAtEvent ? error.details : undefined
  return { kind: 'stopped', reaction, ...at(event), ...toldOf(isAtEvent ? error.cause : error) }
}
