// One thing after another: each job waits for those that came before it.

export type InTurn = <T>(job: () => Promise<T>) => Promise<T>

/** A place where one is at a time. Whoever waited for `begin` calls `end` once it is done, well or not. */
export interface Queue {
  /** Waits for those that came before. */
  begin(): Promise<void>
  end(): void
}

export function queue(): Queue {
  let waiting: (() => void)[] | undefined
  let busy = false
  return {
    begin() {
      if (busy) return new Promise((resolve) => (waiting ??= []).push(resolve))
      busy = true
      return nothing
    },
    end() {
      const next = waiting?.shift()
      if (next === undefined) busy = false
      else next()
    },
  }
}

const nothing = Promise.resolve()

/** A queue of its own. A job that fails does not hold up the next; none begins before its caller has gone on. */
export function turns(): InTurn {
  const { begin, end } = queue()
  return async (job) => {
    await begin()
    try {
      return await job()
    } finally {
      end()
    }
  }
}
