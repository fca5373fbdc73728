// Appends that are asked for in one turn of the event loop share one commit, and one wait for the disk.
import Database from 'better-sqlite3'
import { appendStatements, type Append } from './append-statements.js'
import { storeError } from './failures.js'

interface Waiting {
  readonly append: Append
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export interface AppendQueue {
  append(append: Append): Promise<void>
  /** Commits all that waits. */
  finish(): void
}

// A commit holds the write lock, for which other processes wait.
const mostPerCommit = 1_000

export interface AppendQueueOptions {
  /** Called before each commit. What it throws is the answer to all that would have shared it. */
  readonly checkFile: () => void
  /** Called after each commit. */
  readonly committed: () => void
}

export function appendQueue(db: Database.Database, { checkFile, committed }: AppendQueueOptions): AppendQueue {
  const { check } = appendStatements(db)
  let queue: Waiting[] = []

  /** What the append is refused for, if anything. What SQLite itself throws is no refusal: it ends the whole commit. */
  function refusal(append: Append): { readonly error: unknown } | undefined {
    let write
    try {
      write = check(append)
    } catch (error) {
      if (error instanceof Database.SqliteError) throw error
      return { error }
    }
    write()
    return undefined
  }

  const commit = db.transaction((waiting: readonly Waiting[]) => waiting.map(({ append }) => refusal(append)))

  /** Commits and tells each its own answer; where the commit itself fails, all of them fail with it. */
  function settle(waiting: readonly Waiting[]): void {
    let refusals
    try {
      checkFile()
      // the lock is taken first, so nobody comes between a check and its insert
      refusals = commit.immediate(waiting)
    } catch (error) {
      const failure = storeError(db.name, error)
      for (const { reject } of waiting) reject(failure)
      return
    }
    for (const [index, { resolve, reject }] of waiting.entries()) {
      const refused = refusals[index]
      if (refused === undefined) resolve()
      else reject(refused.error)
    }
    committed()
  }

  function drain(): void {
    const waiting = queue.slice(0, mostPerCommit)
    queue = queue.slice(mostPerCommit)
    if (queue.length > 0) setImmediate(drain)
    if (waiting.length > 0) settle(waiting)
  }

  return {
    append: ({ stream, events, expected }) =>
      new Promise((resolve, reject) => {
        // a copy: the caller may write to its objects before the commit
        const append = { stream, events: events.map((event) => ({ ...event })), expected }
        queue.push({ append, resolve, reject })
        if (queue.length === 1) setImmediate(drain)
      }),
    finish() {
      while (queue.length > 0) drain()
    },
  }
}
