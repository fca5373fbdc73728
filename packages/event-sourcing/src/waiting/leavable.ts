// An iteration that can be left while it waits. A generator alone keeps a `return` waiting behind the `next` that waits, for ever.

/** What `generate` gives until the signal aborts or the iteration is left: `generate` is handed a signal that aborts in both cases. */
export function leavable<Options extends { readonly signal: AbortSignal }, T>(
  options: Options,
  generate: (options: Options) => AsyncGenerator<T, void>,
): AsyncIterableIterator<T, void> {
  const ended = new AbortController()
  const end = () => ended.abort()

  async function* listening() {
    options.signal.addEventListener('abort', end)
    if (options.signal.aborted) end()
    try {
      yield* generate({ ...options, signal: ended.signal })
    } finally {
      options.signal.removeEventListener('abort', end)
    }
  }

  const given = listening()
  return {
    next: () => given.next(),
    return() {
      end()
      return given.return()
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
