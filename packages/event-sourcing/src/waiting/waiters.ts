// Those who wait for something to happen: a subscription that has given all there is waits for the next append.

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
        function wake(): void {
          waiting.delete(wake)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        waiting.add(wake)
        signal.addEventListener('abort', wake)
        if (signal.aborted) wake()
      }),
    wake() {
      for (const wake of waiting) wake()
    },
  }
}
