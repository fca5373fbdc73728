// Sequences of commands on one stream, from an arbitrary for each command: what the laws of deciders are run on.
import type { LawfulCommand } from '@lianxi/event-sourcing/testing'
import * as fc from 'fast-check'
import { minute } from './cast.js'

/** A command without its type and instant: those belong to the sequence it stands in. */
export type Unplaced = Pick<LawfulCommand, 'data' | 'by' | 'facts'>

/** Command name → what is said, by whom, and what other streams answer. */
export type CommandArbitraries<Commands> = { readonly [N in keyof Commands & string]: fc.Arbitrary<Unplaced> }

/** How many minutes late a command is entered: mostly none. */
const anyDelay = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 30 }) })

/** Sequences that begin with `opening`, and go on with any commands; instants grow, but for what is entered late. */
export function lawfulSequences<Commands>(
  arbitraries: CommandArbitraries<Commands>,
  opening: readonly (keyof Commands & string)[],
): fc.Arbitrary<readonly LawfulCommand[]> {
  // an arbitrary for each name, of one type
  const each = Object.entries<fc.Arbitrary<Unplaced>>(arbitraries)
  const any = fc.oneof(...each.map(([type, arbitrary]) => arbitrary.map((said) => ({ type, ...said }))))
  const first = fc.tuple(...opening.map((type) => arbitraries[type].map((said) => ({ type, ...said }))))
  const later = fc.array(fc.tuple(any, anyDelay), { maxLength: 30 })
  return fc
    .tuple(first, later)
    .map(([head, tail]) => [
      ...head.map((command, index) => ({ ...command, at: minute(index) })),
      ...tail.map(([command, delay], index) => ({ ...command, at: minute(Math.max(0, head.length + index - delay)) })),
    ])
}
