// Where the records become commands: the secretariat enters each with the path of its record as evidence.
import type { AnyCommand } from '@lianxi/alliance'
import type { CommandContext, Engine } from '@lianxi/engine'
import { hasCode, isRejection } from '@lianxi/event-sourcing'
import { BadInput } from '@lianxi/example-shared'
import type { IdOf } from '../ids.js'

export interface Act {
  readonly actor: CommandContext['actor']
  readonly at: string
  /** The record that says so. */
  readonly path: string
}

export interface Desk {
  readonly idOf: IdOf
  /** Enters what only a mistake of ours could make impossible. */
  enter(command: AnyCommand, act: Act): Promise<void>
  /** Enters what the record says, and tells why it cannot be taken over if the model refuses it. */
  tryToEnter(command: AnyCommand, act: Act): Promise<string | undefined>
}

export const secretariat = { role: 'secretariat' } as const
export const convenor = { role: 'convenor' } as const

/** Whoever speaks for an organisation, or the organisation without saying who. */
export function memberOf(unitId: string, personRef?: string) {
  return { role: 'memberRepresentative', unitId, ...(personRef === undefined ? {} : { personRef }) } as const
}

export interface DeskOptions {
  readonly engine: Engine
  readonly alliance: string
  readonly idOf: IdOf
}

export function openDesk({ engine, alliance, idOf }: DeskOptions): Desk {
  function contextOf({ type, data }: AnyCommand, { actor, at, path }: Act): CommandContext {
    const enteredBy = { ...secretariat, evidence: path }
    // the same record gives the same command, so that taking it over again changes nothing
    const commandId = idOf('command', type, path, JSON.stringify(data))
    return { allianceId: alliance, actor, enteredBy, occurredAt: at, commandId }
  }

  async function tryToEnter(command: AnyCommand, act: Act): Promise<string | undefined> {
    try {
      const answer = await engine.tryExecute(command, contextOf(command, act))
      return isRejection(answer) ? answer.message : undefined
    } catch (error) {
      if (hasCode(error, 'invalid-input')) return `${error.details.path}: ${error.details.reason}`
      throw error
    }
  }

  return {
    idOf,
    tryToEnter,
    async enter(command, act) {
      const no = await tryToEnter(command, act)
      if (no !== undefined) throw new BadInput(`${act.path}: ${command.type}: ${no}`)
    },
  }
}
