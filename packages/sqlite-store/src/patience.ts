// Waiting for another process that writes. SQLite's own wait looks again after up to 100 ms, and where several commit without a pause
// it meets the lock taken each time: of four such writers the longest wait was eight times as long, and they stored less than half as much.
import Database from 'better-sqlite3'

/** Does it, and does it again while another process holds the file, until the time to wait is over. */
export type Patiently = <T>(action: () => T) => T

const pause = 1

/** Waits without an event loop: a store is opened synchronously. */
function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

/** What is done must leave no trace where the file is held: a statement, or a transaction that takes the lock first. */
export function patience(busyTimeout: number): Patiently {
  return (action) => {
    let deadline: number | undefined
    for (;;) {
      try {
        return action()
      } catch (error) {
        if (!isBusy(error)) throw error
        deadline ??= performance.now() + busyTimeout
        if (performance.now() >= deadline) throw error
        sleep(pause)
      }
    }
  }
}
