// Appends that are asked for in one turn of the event loop share one commit, and one wait for the disk.
import { isLianxiError, isStorable, type NewEvent } from '@lianxi/event-sourcing'
import type { Database } from 'better-sqlite3'
import { appendStatements, type Append } from './append-statements.js'
import { appendError } from './failures.js'
import type { Patiently } from './patience.js'

interface Waiting {
  readonly append: Append
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export interface AppendQueue {
  append(append: Omit<Append, 'length'>): Promise<void>
  /** Commits all that waits. */
  finish(): void
}

// A commit holds the write lock, for which other processes wait.
const mostPerCommit = 1_000
// in UTF-16 units
const longestCommit = 4_000_000

export interface AppendQueueOptions {
  /** Called before each commit. What it throws is the answer to all that would have shared it. */
  readonly checkFile: () => void
  readonly patiently: Patiently
  /** Called after each commit. */
  readonly committed: () => void
}

function lengthOf(events: readonly NewEvent[]): number {
  let length = 0
  for (const event of events) {
    if (!isStorable(event)) return Number.POSITIVE_INFINITY
    const { id, type, data, metadata, hash } = event
    length += id.length + type.length + data.length + metadata.length + hash.length
  }
  return length
}

export function appendQueue(db: Database, { checkFile, patiently, committed }: AppendQueueOptions): AppendQueue {
  const { append, appendToKnown, forget } = appendStatements(db)
  const queue: Waiting[] = []

  /** What the append is refused for, if anything. What is no error of ours may come between two rows, and ends the whole commit. */
  function refusal(asked: Append): { readonly error: unknown } | undefined {
    if (appendToKnown(asked)) return undefined
    try {
      append(asked)
      return undefined
    } catch (error) {
      if (!isLianxiError(error)) throw error
      return { error }
    }
  }

  // the lock is taken first, so nobody comes between a check and its insert
  const { immediate: together } = db.transaction((waiting: readonly Waiting[]) =>
    waiting.map(({ append: asked }) => refusal(asked)),
  )

  function commit(waiting: readonly Waiting[]): readonly ReturnType<typeof refusal>[] {
    const [first] = waiting
    try {
      // one statement is a transaction by itself
      if (first !== undefined && waiting.length === 1 && appendToKnown(first.append)) return []
      return together(waiting)
    } catch (error) {
      forget()
      throw error
    }
  }

  /** Commits and tells each its own answer; where the commit itself fails, all of them fail with it. */
  function settle(waiting: readonly Waiting[]): void {
    let refusals
    try {
      checkFile()
      refusals = patiently(() => commit(waiting))
    } catch (error) {
      for (const { append: asked, reject } of waiting) reject(appendError(db.name, asked.stream, error))
      return
    }
    for (const [index, { resolve, reject }] of waiting.entries()) {
      const refused = refusals[index]
      if (refused === undefined) resolve()
      else reject(refused.error)
    }
    committed()
  }

  /** The first of those that wait, as many as one commit may hold. */
  function takeOff(): readonly Waiting[] {
    let [count, length] = [0, 0]
    for (const { append: asked } of queue) {
      length += asked.length
      if (count === mostPerCommit || (count > 0 && length > longestCommit)) break
      count += 1
    }
    return queue.splice(0, count)
  }

  function drain(): void {
    const waiting = takeOff()
    if (queue.length > 0) setImmediate(drain)
    if (waiting.length > 0) settle(waiting)
  }

  return {
    append: ({ stream, events, expected }) =>
      new Promise((resolve, reject) => {
        // a copy: the caller may write to its objects before the commit
        const copy = events.map(({ id, type, data, metadata, hash }) => ({ id, type, data, metadata, hash }))
        queue.push({ append: { stream, events: copy, expected, length: lengthOf(copy) }, resolve, reject })
        if (queue.length === 1) setImmediate(drain)
      }),
    finish() {
      while (queue.length > 0) drain()
    },
  }
}
