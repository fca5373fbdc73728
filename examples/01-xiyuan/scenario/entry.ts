// An entry of the story: a command with its circumstances, and the instant at which somebody enters it.
import type { AnyCommand } from '@lianxi/alliance'
import type { CommandContext } from '@lianxi/engine'
import { idOf } from '../ids.js'

export interface Entry {
  /** Unique in the story. */
  readonly name: string
  /** When it is entered: what the clock says then. */
  readonly at: string
  readonly command: AnyCommand
  readonly context: CommandContext & { readonly commandId: string }
  /** The code of the rejection that the story expects. */
  readonly refused?: string
}

export interface Circumstances {
  readonly at: string
  readonly by: CommandContext['actor']
  /** Where somebody enters it later than it happened. */
  readonly late?: { readonly at: string; readonly by: NonNullable<CommandContext['enteredBy']> }
  readonly refused?: string
}

export const allianceId = idOf('alliance')

/** The command's id follows from all that it says, so a store filled from another story is recognised. */
export function entry(name: string, { at, by, late, refused }: Circumstances, command: AnyCommand): Entry {
  const context = { allianceId, actor: by, occurredAt: at, ...(late === undefined ? {} : { enteredBy: late.by }) }
  const commandId = idOf(`command/${name}\n${JSON.stringify({ command, context })}`)
  return {
    name,
    at: late?.at ?? at,
    command,
    context: { ...context, commandId },
    ...(refused === undefined ? {} : { refused }),
  }
}
