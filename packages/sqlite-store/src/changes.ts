// How a subscription learns that there is more: at once for what this store commits, by looking for what other processes do.
import type { Database } from 'better-sqlite3'

interface Waiter {
  readonly seen: number
  readonly wake: () => void
}

export interface Changes {
  /** A number that differs once another connection has committed. Throws what `checkFile` does. */
  version(): number
  /** Waits until something was committed since `seen`, or the signal aborts. May wake for nothing. */
  next(seen: number, signal: AbortSignal): Promise<void>
  /** Wakes all that wait. */
  announce(): void
}

export const pollInterval = 50

export function changes(db: Database, checkFile: () => void): Changes {
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck()
  const waiters = new Set<Waiter>()
  let polling: ReturnType<typeof setInterval> | undefined

  function version(): number {
    checkFile()
    return dataVersion.get() ?? 0
  }

  function announce(): void {
    for (const { wake } of waiters) wake()
  }

  function poll(): void {
    try {
      const now = version()
      for (const { seen, wake } of waiters) if (seen !== now) wake()
    } catch {
      // whoever waits meets the same failure where it reads, and can throw it to somebody
      announce()
    }
  }

  return {
    version,
    announce,
    next: (seen, signal) =>
      new Promise((resolve) => {
        const waiter: Waiter = {
          seen,
          wake() {
            waiters.delete(waiter)
            signal.removeEventListener('abort', waiter.wake)
            if (waiters.size === 0) {
              clearInterval(polling)
              polling = undefined
            }
            resolve()
          },
        }
        waiters.add(waiter)
        signal.addEventListener('abort', waiter.wake)
        polling ??= setInterval(poll, pollInterval)
      }),
  }
}
