// A history as an array of choices, interpreted as it grows: any part of it that shrinking leaves out leaves a lawful history.
import { instant } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import type { AnyCommand } from '../../model.js'
import { uuid } from '../cast.js'
import type { Asked } from './asked.js'
import { issueSuggestions } from './issues.js'
import { meetingSuggestions, minutesSuggestions, topicSuggestions } from './meetings.js'
import { membershipSuggestions } from './membership.js'
import { actionSuggestions, motionSuggestions } from './motions.js'
import { Pick } from './pick.js'
import { pledgeSuggestions, resourceSuggestions } from './resources.js'
import type { AnySuggestion, AskedCommands, Suggestions } from './suggestion.js'
import { told } from './told.js'
import type { SeenWorld } from './world.js'

/** Which command, and what it picks among what then exists. */
export interface Choice {
  /** Which of the commands that can be asked now. */
  readonly command: number
  readonly picks: readonly number[]
  /** Minutes since the choice before. */
  readonly minutes: number
  /** Whether it asks without looking whether it fits: about one in eight. */
  readonly wild: boolean
  /** What it asks, whatever `command` says, where that can be asked now. */
  readonly preferred?: keyof AskedCommands
}

const suggestions: Suggestions<AskedCommands> = {
  ...membershipSuggestions,
  ...topicSuggestions,
  ...meetingSuggestions,
  ...minutesSuggestions,
  ...motionSuggestions,
  ...issueSuggestions,
  ...resourceSuggestions,
  ...pledgeSuggestions,
  ...actionSuggestions,
}
/** What comes late in a history has its turn more often, or few histories would get that far. */
const lateInAHistory = { ...motionSuggestions, ...actionSuggestions }
type Named = readonly [string, AnySuggestion]
const suggested: readonly Named[] = [
  ...Object.entries(suggestions),
  ...[1, 2, 3].flatMap(() => Object.entries<AnySuggestion>(lateInAHistory)),
]

/** The commands that a history may ask, by name. */
export const askedCommands: readonly string[] = Object.keys(suggestions)

export const historyAllianceId: string = uuid('h', 1)
const beginning = Date.UTC(2018, 2, 2, 1)

/** One choice. */
export const anyChoice: fc.Arbitrary<Choice> = fc.record({
  command: fc.nat({ max: 9999 }),
  picks: fc.array(fc.nat({ max: 999 }), { maxLength: 12 }),
  minutes: fc.oneof(
    { weight: 9, arbitrary: fc.nat({ max: 60 }) },
    { weight: 1, arbitrary: fc.nat({ max: 60 * 24 * 20 }) },
  ),
  wild: fc.nat({ max: 7 }).map((number) => number === 7),
})

export interface HistoryOptions {
  readonly minLength?: number
  readonly maxLength?: number
  /**
   * What the case of a property is made of. One choice in two prefers one of these, so that among all that can happen they are not
   * crowded out; the other is any, so that whatever else may happen still does.
   */
  readonly often?: readonly (keyof AskedCommands)[]
}

function choiceOf(often: readonly (keyof AskedCommands)[]): fc.Arbitrary<Choice> {
  if (often.length === 0) return anyChoice
  const preferring = fc
    .tuple(anyChoice, fc.constantFrom(...often))
    .map(([choice, preferred]): Choice => ({ ...choice, preferred }))
  return fc.oneof({ withCrossShrink: true }, anyChoice, preferring)
}

/** Histories of so many commands. A failing one prints as what happened in it, once `playHistory` has played it. */
export function anyHistory({ minLength = 0, maxLength = 200, often = [] }: HistoryOptions = {}): fc.Arbitrary<
  readonly Choice[]
> {
  return fc.array(choiceOf(often), { minLength, maxLength, size: 'max' }).map(readable)
}

/** The same choices, which print as the commands they came to when they were played. */
function readable(choices: readonly Choice[]): readonly Choice[] {
  const history = [...choices]
  const print = () =>
    told(history)
      ?.map((line) => `\n  ${line}`)
      .join('') ?? JSON.stringify(choices)
  // beside the elements, and not enumerable, so that the array is as any other
  return Object.defineProperty(history, fc.toStringMethod, { value: print })
}

/** Turns choices into commands, one at a time, given what exists when each is asked. */
export class Interpreter {
  #asked = 0
  #now = beginning

  /** The command that a choice stands for in this world. Alike choices in alike worlds give the same command. */
  ask(choice: Choice, world: SeenWorld): Asked {
    this.#now += choice.minutes * 60_000
    this.#asked += 1
    const found = this.#find(choice, world) ?? this.#find({ ...choice, wild: true }, world)
    if (found === undefined) throw new Error('an alliance can always be asked to be founded')
    return found
  }

  #find({ command: place, picks, wild, preferred }: Choice, world: SeenWorld): Asked | undefined {
    const now = instant.parse(this.now())
    const among = (suggested: readonly Named[]) =>
      suggested.flatMap(([type, suggest]) => {
        const found = suggest(world, new Pick({ numbers: picks, index: this.#asked, now, wild }))
        return found === undefined ? [] : [{ type, ...found }]
      })
    const [wished] = preferred === undefined ? [] : among([[preferred, suggestions[preferred]]])
    const possible = wished === undefined ? among(suggested) : [wished]
    const chosen = possible[place % possible.length]
    if (chosen === undefined) return undefined
    // the table ties each name to the data of its command
    const command = { type: chosen.type, data: chosen.data } as AnyCommand
    const context = {
      allianceId: historyAllianceId,
      actor: chosen.actor,
      occurredAt: now,
      commandId: uuid('c', this.#asked),
    }
    return { command, context }
  }

  /** The instant of the last command: what the engine's clock should show. */
  now(): string {
    return new Date(this.#now).toISOString()
  }
}
