// Carries commands out, and tells what they left in the store: the rows that yardsticks write too.
import { openEngine, type Engine } from '@lianxi/engine'
import { memoryStore, type EventStore, type RecordedEvent, type StreamName } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
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

/** A measurement of dealings: in each round, each alliance has so many events. */
export interface Load {
  readonly alliances: number
  readonly events: number
  readonly rounds: number
}

/** Has the commands carried out in memory, and gives the events of each stream. */
async function streamsOf(commands: Iterable<Asked>): Promise<ReadonlyMap<StreamName, readonly RecordedEvent[]>> {
  const store = memoryStore()
  const engine = await openEngine({ store })
  await carryOut(engine, commands)
  const streams = new Map<StreamName, RecordedEvent[]>()
  for (const event of await eventsIn(store)) {
    const events = streams.get(event.stream)
    if (events === undefined) streams.set(event.stream, [event])
    else events.push(event)
  }
  await engine.close()
  return streams
}

/** What an alliance deals in: a stream of so many events. */
export async function dealtBy(alliance: number, count: number): Promise<readonly RecordedEvent[]> {
  const streams = await streamsOf([...founding(alliance), ...dealings(alliance, 0, count)])
  return [...streams.values()].find(([first]) => first?.type === 'OfferListed') ?? []
}

/** What so many alliances deal in: a stream of so many events for each. */
export async function dealtEvents(alliances: number, count: number): Promise<readonly (readonly RecordedEvent[])[]> {
  const streams: (readonly RecordedEvent[])[] = []
  for (let alliance = 0; alliance < alliances; alliance++) streams.push(await dealtBy(alliance, count))
  return streams
}

/** Stores in a file what the commands leave, in appends as large as they may be in practice. */
export async function copyHistory(commands: Iterable<Asked>, path: string): Promise<void> {
  const eventsPerAppend = 500
  const store = openSqliteStore(path)
  for (const [stream, events] of await streamsOf(commands)) {
    for (let from = 0; from < events.length; from += eventsPerAppend)
      await store.append(stream, events.slice(from, from + eventsPerAppend), from === 0 ? 'no-stream' : from - 1)
  }
  await store.close()
}
