// Trying again what failed for a time.
import { mayPass, type Retry } from './error-policy.js'
import { pause } from './pause.js'

export interface Persisting {
  /** Names what is tried, so that two who wait do not wait alike. */
  readonly key: string
  readonly retry: Retry
  /** Ends the trying: the last error is then thrown. */
  readonly signal: AbortSignal
  /** Hears of each failure after which it is tried again. */
  readonly onRetry?: (failed: Failed) => void
}

export interface Failed {
  readonly error: unknown
  /** How often it has failed by now. */
  readonly attempt: number
}

/** Does it, and again after a wait as long as it fails with what may pass. Throws the error that is left. */
export async function persist<T>(action: () => Promise<T>, { key, retry, signal, onRetry }: Persisting): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action()
    } catch (error) {
      if (!mayPass(error) || attempt >= retry.attempts || signal.aborted) throw error
      onRetry?.({ error, attempt })
      await pause(key, attempt, { ...retry, signal })
      if (signal.aborted) throw error
    }
  }
}
