// Appends that are asked for at once share one commit, and one wait for the disk.
import { isLianxiError, isStorable, type Append, type NewEvent } from '@lianxi/event-sourcing'
import type { Database } from 'better-sqlite3'
import { appendStatements, type SizedAppend } from './append-statements.js'
import { appendError } from './failures.js'
import { nextCommit } from './next-commit.js'
import { isBusy, type Patience } from './patience.js'

interface Waiting {
  readonly append: SizedAppend
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export interface AppendQueue {
  append(append: Append): Promise<void>
  /** Resolves once all that was asked for is answered; undefined where nothing waits. */
  finish(): Promise<void> | undefined
}

// A commit holds the write lock, for which other processes wait.
const mostPerCommit = 1_000
// in UTF-16 units
const longestCommit = 4_000_000

export interface AppendQueueOptions {
  /**
   * Called before the first commit of a turn of the event loop, and whenever a commit is tried again that met another process's lock. What it
   * throws is the answer to all that would have shared the commit.
   */
  readonly checkFile: () => void
  readonly patience: Patience
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

export function appendQueue(db: Database, { checkFile, patience, committed }: AppendQueueOptions): AppendQueue {
  const { append, appendToKnown, behind, catchUp, forget } = appendStatements(db)
  const { begin, answered } = nextCommit()
  const queue: Waiting[] = []
  /** Whether a commit is on its way. */
  let busy = false
  let idle = () => {}

  /** What the append is refused for, if anything. What is no error of ours may come between two rows, and ends the whole commit. */
  function refusal(asked: SizedAppend): { readonly error: unknown } | undefined {
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
  const { immediate: together } = db.transaction((waiting: readonly Waiting[]) => {
    const refusals = waiting.map(({ append: asked }) => refusal(asked))
    catchUp()
    return refusals
  })

  function commit(waiting: readonly Waiting[]): readonly ReturnType<typeof refusal>[] {
    const [only] = waiting
    try {
      // one statement is a transaction by itself
      if (only !== undefined && waiting.length === 1 && !behind() && appendToKnown(only.append)) return []
      return together(waiting)
    } catch (error) {
      // where another process has the lock nothing was begun
      if (!isBusy(error)) forget()
      throw error
    }
  }

  function answer(waiting: readonly Waiting[], refusals: ReturnType<typeof commit>): void {
    for (const [index, { resolve, reject }] of waiting.entries()) {
      const refused = refusals[index]
      if (refused === undefined) resolve()
      else reject(refused.error)
    }
    answered()
    committed()
  }

  /** Where the commit itself fails, all of it fails. */
  function fail(waiting: readonly Waiting[], error: unknown): void {
    for (const { append: asked, reject } of waiting) reject(appendError(db.name, asked.stream, error))
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

  function drain(firstOfTurn: boolean): void {
    const waiting = takeOff()
    const attempt = () => {
      checkFile()
      return commit(waiting)
    }
    try {
      // to ask after the file at each of the few commits of one turn made a command a twentieth slower
      answer(waiting, firstOfTurn ? attempt() : commit(waiting))
    } catch (error) {
      if (isBusy(error)) {
        // who was asked for by now waits as long for that process as they do
        const beside = queue.length
        // others of this process go on while another process has its turn
        void patience
          .aside(attempt)
          .then((refusals) => answer(waiting, refusals))
          .catch((reason: unknown) => fail([...waiting, ...(isBusy(reason) ? queue.splice(0, beside) : [])], reason))
          .then(goOn)
        return
      }
      fail(waiting, error)
    }
    goOn()
  }

  function goOn(): void {
    busy = queue.length > 0
    if (busy) begin(drain)
    else idle()
  }

  return {
    append: ({ stream, events, expected }) =>
      new Promise((resolve, reject) => {
        // a copy: the caller may write to its objects before the commit
        const copy = events.map(({ id, type, data, metadata, hash }) => ({ id, type, data, metadata, hash }))
        queue.push({ append: { stream, events: copy, expected, length: lengthOf(copy) }, resolve, reject })
        if (busy) return
        busy = true
        begin(drain)
      }),
    finish: () => (busy ? new Promise((resolve) => (idle = resolve)) : undefined),
  }
}
