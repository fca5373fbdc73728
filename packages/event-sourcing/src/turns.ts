// One thing after another: each job waits for those that came before it.

export type InTurn = <T>(job: () => Promise<T>) => Promise<T>

/** A queue of its own. A job that fails does not hold up the next. */
export function turns(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (job) => {
    const turn = last.then(job)
    last = turn.catch(() => undefined)
    return turn
  }
}
