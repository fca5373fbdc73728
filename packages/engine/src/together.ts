// What runs for as long as a program does: all of it, until it is told to end or one stops.
import { linkedController } from '@lianxi/event-sourcing'

export interface Runner {
  /** Follows the store until the signal aborts. Throws what it stops at. */
  follow(signal: AbortSignal): Promise<void>
  /** Keeps how far it came. */
  save(): Promise<void>
}

/** Runs all until one of the signals aborts; where one stops, the others end too and its error is thrown. Either way all is saved. */
export async function runTogether(runners: readonly Runner[], signals: readonly AbortSignal[]): Promise<void> {
  const failures: unknown[] = []
  const over = linkedController(...signals)

  function fail(error: unknown): void {
    failures.push(error)
    over.abort()
  }

  await Promise.all(runners.map((runner) => runner.follow(over.signal).catch(fail)))
  over.abort()
  for (const runner of runners) await runner.save().catch(fail)
  if (failures.length > 0) throw failures[0]
}
