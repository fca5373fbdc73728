// A command with its circumstances, as it comes in from outside and as the door lets it through.
import {
  actor,
  allianceId,
  enteredBy,
  type Actor,
  type AllianceId,
  type AnyCommand,
  type EnteredBy,
} from '@lianxi/alliance'
import { instant, parse, uuid, type Instant } from '@lianxi/event-sourcing'
import * as z from 'zod'

/** The circumstances of a command. */
export interface CommandContext {
  readonly allianceId: string
  /** Who acts. */
  readonly actor: z.input<typeof actor>
  /** Who typed it, where that is another. */
  readonly enteredBy?: z.input<typeof enteredBy>
  /** When it happened in the world: `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly occurredAt: string
  /**
   * A UUID that makes a retry the same command; without it every call is a command of its own. Within the command's stream, one
   * that stored events is answered with its first receipt and stores nothing more, and one that stored nothing, since it was
   * refused or already so, is judged anew. Other content under a known id throws `command-id-reused`.
   */
  readonly commandId?: string
  /** A UUID that ties commands of one matter together; the command's own id unless said. */
  readonly correlationId?: string
}

const contextSchema = z.strictObject({
  allianceId,
  actor,
  enteredBy: z.exactOptional(enteredBy),
  occurredAt: instant,
  commandId: z.exactOptional(uuid),
  correlationId: z.exactOptional(uuid),
})

const commandSchema = z.strictObject({ type: z.string(), data: z.unknown() })

/** Of a command on its way to its aggregate: all but what it says. */
export interface Circumstances {
  readonly allianceId: AllianceId
  readonly actor: Actor
  readonly enteredBy?: EnteredBy
  readonly occurredAt: Instant
  readonly commandId: string
  readonly correlationId?: string
  readonly causationId?: string
}

/** A command on its way to its aggregate. */
export interface Incoming {
  readonly type: string
  readonly data: unknown
  readonly about: Circumstances
}

/** Checks the shape of all but the command's data, which its aggregate knows. Throws `invalid-input` with the path. */
export function parseRequest(command: AnyCommand, context: CommandContext, newId: () => string): Incoming {
  const { type, data } = parse(commandSchema, command, 'command')
  const said = parse(contextSchema, context, 'context of the command')
  return { type, data, about: hasId(said) ? said : { commandId: parse(uuid, newId(), 'ids'), ...said } }
}

function hasId<Said extends { readonly commandId?: string }>(
  said: Said,
): said is Said & { readonly commandId: string } {
  return said.commandId !== undefined
}
