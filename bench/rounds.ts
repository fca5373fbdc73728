// Rounds that alternate between what is measured and its yardstick, so that a busy machine slows both. The shorter, the better.

/** One round of one side, which are counted from 0: does its work and gives the seconds of the part that counts. */
export type Side = (round: number) => Promise<number> | number

/** The middle one, so that one slow round does not decide. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/**
 * Clears young garbage away. Not all of it: a whole collection also throws away compiled code that rests on objects which are gone, and each
 * round would begin by compiling anew.
 */
function clearAway(): void {
  globalThis.gc?.({ type: 'minor' })
}

/** Seconds that some work takes, and with it to clear away what it left behind. */
export async function secondsOf(work: () => Promise<unknown> | unknown): Promise<number> {
  clearAway()
  const start = performance.now()
  await work()
  clearAway()
  return (performance.now() - start) / 1000
}

/** The same for work that waits for nothing: not even a promise comes between. */
export function secondsOfSync(work: () => void): number {
  clearAway()
  const start = performance.now()
  work()
  clearAway()
  return (performance.now() - start) / 1000
}

/**
 * The seconds of each side, round by round. Every other round goes backwards, so that no side always follows the same one. The first
 * quarter is not counted: both sides are compiled in it, the larger one for longer.
 */
export async function alternate<K extends string>(
  rounds: number,
  sides: Readonly<Record<K, Side>>,
): Promise<Readonly<Record<K, readonly number[]>>> {
  const entries: readonly (readonly [string, Side])[] = Object.entries(sides)
  const seconds = new Map(entries.map(([name]) => [name, [] as number[]]))
  const warmingUp = Math.floor(rounds / 4)
  for (let round = 0; round < rounds; round++) {
    for (const [name, side] of round % 2 === 0 ? entries : entries.toReversed()) {
      const taken = await side(round)
      if (round >= warmingUp) seconds.get(name)?.push(taken)
    }
  }
  // one list for each side that was given
  return Object.fromEntries<readonly number[]>(seconds) as Record<K, readonly number[]>
}

/** The middle of `these[n] / those[n]`: neighbours in time are compared, not the best of one with the worst of the other. */
export function medianRatio(these: readonly number[], those: readonly number[]): number {
  return median(these.map((value, round) => value / (those[round] ?? Number.NaN)))
}
