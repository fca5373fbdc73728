// Whoever reads what a program prints may have read enough, as `head` has. That is no error: the program ends as it would have.

/** What is written where nobody reads any more goes nowhere. */
export function letReadersLeave(...streams: readonly NodeJS.WritableStream[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
}
