// Carries commands out, and tells what they left in the store: the rows that yardsticks write too.
import { openEngine, type Engine } from '@lianxi/engine'
import { memoryStore, streamParts, type EventStore, type RecordedEvent, type StreamName } from '@lianxi/event-sourcing'
import { dealings, founding, type Asked } from './material.js'

/** Rows as they were appended: one list a transaction. */
export type Appends = readonly (readonly RecordedEvent[])[]

export async function carryOut(engine: Engine, commands: Iterable<Asked>): Promise<void> {
  for (const { command, context } of commands) await engine.execute(command, context)
}

export async function eventsIn(store: EventStore): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for await (const batch of store.readAll()) events.push(...batch)
  return events
}

/** Groups stored events by the append that brought them: the events of one command in one stream. */
export function appendsOf(events: readonly RecordedEvent[]): Appends {
  const appends: RecordedEvent[][] = []
  let last = ''
  for (const event of events) {
    const { commandId } = JSON.parse(event.metadata) as { readonly commandId: string }
    const key = `${event.stream} ${commandId}`
    if (key === last) appends.at(-1)?.push(event)
    else appends.push([event])
    last = key
  }
  return appends
}

/** What so many alliances deal in, a stream of so many events for each. */
export async function dealtEvents(alliances: number, count: number): Promise<readonly (readonly RecordedEvent[])[]> {
  const store = memoryStore()
  const engine = await openEngine({ store })
  for (let alliance = 0; alliance < alliances; alliance++) {
    await carryOut(engine, founding(alliance))
    await carryOut(engine, dealings(alliance, 0, count))
  }
  const streams = new Map<StreamName, RecordedEvent[]>()
  for (const event of await eventsIn(store)) {
    if (streamParts(event.stream).category !== 'resource') continue
    const events = streams.get(event.stream)
    if (events === undefined) streams.set(event.stream, [event])
    else events.push(event)
  }
  await engine.close()
  return [...streams.values()]
}
