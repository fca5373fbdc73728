// Runs a property as often as the subject says, and fails in the words of the property.
import * as fc from 'fast-check'
import { broken, type Stage } from './case.js'

/** What an error says, without the name of its class. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/**
 * `holds` throws where it does not hold, and says all that a reader needs: what it was given is made as short as it can be, but not printed.
 */
export async function assertProperty<T>(
  { property: { runs, seed } }: Stage,
  values: fc.Arbitrary<T>,
  { law, holds }: { readonly law: string; readonly holds: (value: T) => Promise<void> },
): Promise<void> {
  const { failed, numRuns, errorInstance } = await fc.check(fc.asyncProperty(values, holds), {
    numRuns: runs,
    seed,
    // else a store that does not answer is asked again and again while the values are made shorter
    interruptAfterTimeLimit: 30_000 + 500 * runs,
    markInterruptAsFailure: true,
  })
  if (!failed) return
  broken(`${law} (seed ${seed})`, wordsOf(errorInstance ?? `only ${numRuns} of ${runs} runs were done in time`))
}
