// What an operator hears of an engine that goes on by itself: what nobody would be told who asks it for something else.
import type { ReactionDisturbance, ToldError } from '@lianxi/event-sourcing'

/** A view of an alliance failed by a mistake of its own, and `run` keeps it up no longer; whoever asks for it is told. */
export interface ViewLeftAlone extends ToldError {
  readonly kind: 'view-left-alone'
  readonly view: string
  readonly allianceId: string
}

/** Keeping the views up failed for a time, and is tried again after a wait. */
export interface ViewsRetrying extends ToldError {
  readonly kind: 'views-retrying'
  /** How often it has failed by now. */
  readonly attempt: number
}

export type Disturbance = ReactionDisturbance | ViewLeftAlone | ViewsRetrying

/** Handed the error itself as well, where one was thrown. */
export type Tell = (disturbance: Disturbance, cause: unknown) => void
