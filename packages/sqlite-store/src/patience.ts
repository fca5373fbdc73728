// Waiting for another process that writes. SQLite's own wait looks again after up to 100 ms, and where several commit without a pause
// it meets the lock taken each time: of four such writers the longest wait was eight times as long, and they stored less than half as much.
import Database from 'better-sqlite3'

/** Does it, and does it again while another process holds the file, until the time to wait is over. */
export interface Patience {
  /** Answers at once: nothing else happens in this process meanwhile. */
  atOnce<T>(action: () => T): T
  /** Begins at once, and looks again by a timer: this process goes on meanwhile. */
  aside<T>(action: () => T): Promise<T>
}

const pause = 1

/** Waits without an event loop: a store is opened synchronously. */
function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

export function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

/** What is done must leave no trace where the file is held: a statement, or a transaction that takes the lock first. */
export function patience(busyTimeout: number): Patience {
  /** Tells whether to look again after an error, or throws it. */
  function again(): (error: unknown) => void {
    let deadline: number | undefined
    return (error) => {
      if (!isBusy(error)) throw error
      deadline ??= performance.now() + busyTimeout
      if (performance.now() >= deadline) throw error
    }
  }

  return {
    atOnce(action) {
      const look = again()
      for (;;) {
        try {
          return action()
        } catch (error) {
          look(error)
          sleep(pause)
        }
      }
    },
    async aside(action) {
      const look = again()
      for (;;) {
        try {
          return action()
        } catch (error) {
          look(error)
          await new Promise((resolve) => setTimeout(resolve, pause))
        }
      }
    },
  }
}
