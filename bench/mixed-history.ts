// A history in which nearly every type of event comes about, as the tests play it, of several alliances.
import { anyHistory, playHistory, world } from '@lianxi/alliance/testing'
import { openEngine } from '@lianxi/engine'
import { eventHash, memoryStore, streamName, streamParts, type RecordedEvent } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { eventsIn } from './history.js'

const leastTypes = 40

/** The history of one alliance. */
async function played(): Promise<readonly RecordedEvent[]> {
  const [choices = []] = fc.sample(anyHistory({ minLength: 2500, maxLength: 2500 }), { seed: 20170701, numRuns: 1 })
  const store = memoryStore()
  await playHistory(choices, (clock) => openEngine({ store, clock, views: [world] }))
  const events = await eventsIn(store)
  const types = new Set(events.map(({ type }) => type))
  if (types.size < leastTypes) throw new Error(`the history has only ${types.size} types of event`)
  return events
}

/** The same events as those of another alliance: other streams, other ids, and so other hashes. */
function asOf(alliance: number, events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const hashes = new Map<string, string>()
  const number = alliance.toString(16).padStart(2, '0')
  return events.map((event) => {
    const { category, partition, id: subject } = streamParts(event.stream)
    const stream = streamName({ category, partition: `${partition.slice(0, -2)}${number}`, id: subject })
    const moved = { ...event, stream, id: `${number}${event.id.slice(2)}` }
    const hash = eventHash({ previous: hashes.get(stream) ?? '', stream, revision: event.revision }, moved)
    hashes.set(stream, hash)
    return { ...moved, hash }
  })
}

/** One alliance after the other. A reading of one alone would be over before a program that reads is warm. */
export async function mixedHistory(alliances: number): Promise<readonly RecordedEvent[]> {
  const events = await played()
  return Array.from({ length: alliances }, (_, alliance) => asOf(alliance, events)).flat()
}
