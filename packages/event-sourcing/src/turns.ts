// One thing after another: each job waits for those that came before it.

export type InTurn = <T>(job: () => Promise<T>) => Promise<T>

/** A queue of its own. A job that fails does not hold up the next. */
export function turns(): InTurn {
  let last: Promise<void> | undefined
  return (job) => {
    // where nobody is before it, it begins at once
    const turn = last === undefined ? job() : last.then(job)
    const over = turn.then(end, end)
    function end(): void {
      if (last === over) last = undefined
    }
    last = over
    return turn
  }
}
