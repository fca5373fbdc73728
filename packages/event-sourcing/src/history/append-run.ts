// One append of an import. What another import of the same history has stored meanwhile is as good as appended.
import { hasCode } from '../terms/errors.js'
import type { EventStore } from '../stores/event-store.js'
import { checkSame } from './holdings.js'
import { refuse } from './line.js'
import type { Run } from './runs.js'

/** Whether the store holds the whole run by now. Throws `history-refused` where it holds something else in its place. */
async function isStored(store: Pick<EventStore, 'readStream'>, run: Run): Promise<boolean> {
  const { stream, revision: from } = run[0].event
  let found = 0
  for await (const batch of store.readStream(stream, { from, limit: run.length })) {
    for (const held of batch) {
      const placed = run[found++]
      if (placed !== undefined) checkSame(placed, held)
    }
  }
  return found === run.length
}

/** Returns how many events it added: all or none. */
export async function appendRun(store: Pick<EventStore, 'append' | 'readStream'>, run: Run): Promise<number> {
  const [{ event, line }] = run
  const events = run.map((placed) => placed.event)
  try {
    await store.append(event.stream, events, event.revision === 0 ? 'no-stream' : event.revision - 1)
    return run.length
  } catch (error) {
    if (hasCode(error, 'duplicate-event')) refuse(line, 'id', error.message)
    if (hasCode(error, 'revision-conflict') && (await isStored(store, run))) return 0
    throw error
  }
}
