// How long to wait before the server is asked again: longer each time, and never the same for two who were cut off together.
import { setTimeout } from 'node:timers/promises'

const firstMs = 20
const longestMs = 5_000

/** Half of the wait is fixed, half of it random: 10 to 20 ms for attempt 0, twice as long each time, never past five seconds. */
export function backOff(attempt: number, random: () => number = Math.random): number {
  return Math.min(longestMs, firstMs * 2 ** attempt) * (0.5 + random() / 2)
}

/** Waits, or ends at once when the signal aborts. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal })
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
