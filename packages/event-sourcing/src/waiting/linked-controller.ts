// Ends what was begun when whoever asked for it says so, when what it rests on ends, or when it is over by itself.
import { onAbort } from './on-abort.js'

export interface LinkedController {
  /** Aborts with the first of the others that does, and by `abort`. */
  readonly signal: AbortSignal
  /** To be called in the end in any case: until then the others are listened to. */
  readonly abort: () => void
}

export function linkedController(...others: readonly AbortSignal[]): LinkedController {
  const controller = new AbortController()
  const leaving: (() => void)[] = []

  function abort(): void {
    for (const leave of leaving.splice(0)) leave()
    controller.abort()
  }

  for (const other of others) if (!controller.signal.aborted) leaving.push(onAbort(other, abort))
  return { signal: controller.signal, abort }
}
