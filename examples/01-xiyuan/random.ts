// Chance from one seed, a stream of its own for every name: whoever joins or leaves reshuffles nobody else.
import { sha256Hex } from '@lianxi/event-sourcing'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

const seed = 20170701

export interface Chance {
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  pick<T>(choices: readonly T[]): T
  /** One of them, each as likely as its weight. */
  weighted<T extends { readonly weight: number }>(choices: readonly T[]): T
  shuffled<T>(items: readonly T[]): readonly T[]
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined) throw new Error('nothing to choose from')
  return item
}

/** The stream of chance that goes by this name. */
export function chanceOf(name: string): Chance {
  // the first 32 bits of a digest, as the generator's seed
  const random = xoroshiro128plus(Number.parseInt(sha256Hex(`${seed}\n${name}`).slice(0, 8), 16) | 0)
  const between = (least: number, most: number) => uniformInt(random, least, most)
  return {
    between,
    pick: (choices) => at(choices, between(0, choices.length - 1)),
    weighted(choices) {
      let left = between(
        1,
        choices.reduce((sum, { weight }) => sum + weight, 0),
      )
      return at(
        choices,
        choices.findIndex(({ weight }) => (left -= weight) <= 0),
      )
    },
    shuffled(items) {
      const left = [...items]
      return items.map(() => at(left.splice(between(0, left.length - 1), 1), 0))
    },
  }
}
