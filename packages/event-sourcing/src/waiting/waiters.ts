// Those who wait for something to happen: a subscription that has given all there is waits for the next append.
import { onAbort } from './on-abort.js'

export interface Waiters {
  /** Waits until `wake` is called next, or the signal aborts; not at all where it has. Leaves no listener on the signal. */
  next(signal: AbortSignal): Promise<void>
  /** Wakes all that wait. */
  wake(): void
}

export function waiters(): Waiters {
  const waiting = new Set<() => void>()
  return {
    next: (signal) =>
      new Promise((resolve) => {
        let leave = () => {}
        function wake(): void {
          waiting.delete(wake)
          leave()
          resolve()
        }
        waiting.add(wake)
        leave = onAbort(signal, wake)
      }),
    wake() {
      for (const wake of waiting) wake()
    },
  }
}
