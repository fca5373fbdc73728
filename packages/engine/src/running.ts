// What an engine has begun: it closes once that is done, and begins nothing more.
import { LianxiError } from '@lianxi/event-sourcing'

export interface Running {
  /** Aborted as soon as the engine is to close. */
  readonly closing: AbortSignal
  /** Throws `engine-closed` once the engine is to close. */
  checkOpen(): void
  /** Says that something begins, which closing waits for. Throws `engine-closed` once the engine is to close. */
  begin(): void
  /** Says that what was begun is done, well or not. */
  done(): void
  /** Work that closing waits for. Throws `engine-closed`, and does none of it, once the engine is to close. */
  during<T>(work: () => Promise<T>): Promise<T>
  /** Does the last thing, once, when all that was begun is done, well or not. */
  close(last: () => Promise<void>): Promise<void>
}

export function running(): Running {
  let begun = 0
  let allDone = () => {}
  const end = new AbortController()
  let closed: Promise<void> | undefined

  function begin(): void {
    checkOpen()
    begun += 1
  }

  function done(): void {
    begun -= 1
    if (begun === 0) allDone()
  }

  async function idle(): Promise<void> {
    if (begun > 0) await new Promise<void>((resolve) => (allDone = resolve))
  }

  function checkOpen(): void {
    if (end.signal.aborted) throw new LianxiError('engine-closed', {})
  }

  return {
    closing: end.signal,
    checkOpen,
    begin,
    done,
    async during(work) {
      begin()
      try {
        return await work()
      } finally {
        done()
      }
    },
    close(last) {
      end.abort()
      closed ??= idle().then(last)
      return closed
    },
  }
}
