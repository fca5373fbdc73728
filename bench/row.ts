// What a benchmark says: a ratio between two things measured in one run. Absolute figures depend on the machine.

export interface Row {
  readonly name: string
  /** What was measured over what it is held against: 1 is as fast, 0.5 takes twice as long. */
  readonly ratio: number
  /** What it is held against. */
  readonly against: string
  readonly events: number
  readonly eventsPerSecond: number
  readonly againstPerSecond: number
}

/** The middle one, so that one slow round does not decide. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Seconds that some work takes. */
export async function secondsOf(work: () => Promise<void> | void): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
