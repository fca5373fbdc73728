// A command of a history, with who gives it and when.
import type { Instant } from '@lianxi/event-sourcing'
import type { Actor } from '../../actor.js'
import type { AnyCommand } from '../../model.js'

/** A command with its circumstances, ready for `engine.execute`. */
export interface Asked {
  readonly command: AnyCommand
  readonly context: {
    readonly allianceId: string
    readonly actor: Actor
    readonly occurredAt: Instant
    readonly commandId: string
  }
}
