// All appends of an import, in their order. Where a store takes several together they share a commit, which costs as much as one alone.
import { appendBytes } from '../stores/append-rules.js'
import { maxAppendBytes, type EventStore } from '../stores/event-store.js'
import { appendRun } from './append-run.js'
import type { Run } from './runs.js'

export type AppendTarget = Pick<EventStore, 'append' | 'appendsTogether' | 'readStream'>

async function* together(runs: AsyncIterable<Run>, most: number): AsyncGenerator<readonly Run[], void, undefined> {
  let gathered: Run[] = []
  let bytes = 0
  for await (const run of runs) {
    const added = appendBytes(run.map(({ event }) => event))
    if (gathered.length === most || bytes + added > maxAppendBytes) {
      yield gathered
      gathered = []
      bytes = 0
    }
    gathered.push(run)
    bytes += added
  }
  if (gathered.length > 0) yield gathered
}

/** Returns how many events were added. When it throws, nothing is under way any more. */
export async function appendAll(store: AppendTarget, runs: AsyncIterable<Run>): Promise<number> {
  let appended = 0
  for await (const gathered of together(runs, store.appendsTogether ?? 1)) {
    const answers = await Promise.allSettled(gathered.map((run) => appendRun(store, run)))
    for (const answer of answers) {
      // those behind the first that failed may have failed because it did
      if (answer.status === 'rejected') throw answer.reason
      appended += answer.value
    }
  }
  return appended
}
