// An iteration that can be left while it waits. A generator alone keeps a `return` waiting behind the `next` that waits, for ever.
import { linkedController, type LinkedController } from './linked-controller.js'

/** What `generate` gives until the signal aborts or the iteration is left: `generate` is handed a signal that aborts in both cases. */
export function leavable<Options extends { readonly signal: AbortSignal }, T>(
  options: Options,
  generate: (options: Options) => AsyncGenerator<T, void>,
): AsyncIterableIterator<T, void> {
  // from the first `next`: what is never begun leaves nothing on the signal
  let ended: LinkedController | undefined

  async function* listening() {
    ended = linkedController(options.signal)
    try {
      yield* generate({ ...options, signal: ended.signal })
    } finally {
      ended.abort()
    }
  }

  const given = listening()
  return {
    next: () => given.next(),
    return() {
      ended?.abort()
      return given.return()
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
