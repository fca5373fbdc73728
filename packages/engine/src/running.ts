// What an engine has begun: it closes once that is done, and begins nothing more.
import { LianxiError } from '@lianxi/event-sourcing'

export interface Running {
  /** Aborted as soon as the engine is to close. */
  readonly closing: AbortSignal
  /** Throws `engine-closed` once the engine is to close. */
  checkOpen(): void
  /** Work that closing waits for. Throws `engine-closed`, and does none of it, once the engine is to close. */
  during<T>(work: () => Promise<T>): Promise<T>
  /** Does the last thing, once, when all that was begun is done, well or not. */
  close(last: () => Promise<void>): Promise<void>
}

export function running(): Running {
  const begun = new Set<Promise<unknown>>()
  const end = new AbortController()
  let closed: Promise<void> | undefined

  function checkOpen(): void {
    if (end.signal.aborted) throw new LianxiError('engine-closed', {})
  }

  return {
    closing: end.signal,
    checkOpen,
    async during(work) {
      checkOpen()
      const job = work()
      begun.add(job)
      try {
        return await job
      } finally {
        begun.delete(job)
      }
    },
    close(last) {
      end.abort()
      closed ??= Promise.allSettled(begun).then(last)
      return closed
    },
  }
}
