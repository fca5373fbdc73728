// A suggestion looks at what exists and says a command that may be asked now, or nothing.
import type { DeepReadonly } from '@lianxi/event-sourcing'
import type { Actor } from '../../actor.js'
import type { UnitId } from '../../ids.js'
import type { CommandData } from '../../model.js'
import { memberUnitsAt } from '../../membership/rules.js'
import { convenorUnit } from '../cast.js'
import type { Pick } from './pick.js'
import type { SeenWorld, World } from './world.js'

export interface Suggested<Data> {
  readonly data: DeepReadonly<Data>
  readonly actor: Actor
}

export type Suggestion<Data> = (world: SeenWorld, pick: Pick) => Suggested<Data> | undefined

/** A suggestion of whatever command. */
export type AnySuggestion = (
  world: SeenWorld,
  pick: Pick,
) => { readonly data: unknown; readonly actor: Actor } | undefined

/** Command name → suggestion. */
export type Suggestions<Commands> = { readonly [N in keyof Commands & string]: Suggestion<Commands[N]> }

/** The commands that only reactions give; a history causes them, it does not ask them. */
export type CausedCommand =
  | 'ScheduleTopic'
  | 'DropTopic'
  | 'FollowOutcome'
  | 'ReleaseClaim'
  | 'OpenPledge'
  | 'AssignAction'
export type AskedCommands = Omit<CommandData, CausedCommand>

export const chairActor = { role: 'convenor', unitId: convenorUnit } as const
export const secretary = { role: 'secretariat' } as const

/** The things of one category, each with its id. */
export function all<C extends keyof World>(
  world: SeenWorld,
  category: C,
): readonly { readonly id: string; readonly state: SeenWorld[C][string] }[] {
  return Object.entries(world[category]).map(([id, state]) => ({ id, state: state as SeenWorld[C][string] }))
}

export function membersOf(world: SeenWorld, pick: Pick): readonly UnitId[] {
  const membership = Object.values(world.membership)[0]
  return membership === undefined ? [] : memberUnitsAt(membership, pick.now)
}
