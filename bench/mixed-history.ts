// A history of one alliance in which nearly every type of event comes about, as the tests play them.
import { anyHistory, playHistory, world } from '@lianxi/alliance/testing'
import { openEngine } from '@lianxi/engine'
import { memoryStore, type RecordedEvent } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { eventsIn } from './history.js'

const leastTypes = 40

export async function mixedHistory(): Promise<readonly RecordedEvent[]> {
  const [choices = []] = fc.sample(anyHistory({ minLength: 2500, maxLength: 2500 }), { seed: 20170701, numRuns: 1 })
  const store = memoryStore()
  await playHistory(choices, (clock) => openEngine({ store, clock, views: [world] }))
  const events = await eventsIn(store)
  const types = new Set(events.map(({ type }) => type))
  if (types.size < leastTypes) throw new Error(`the history has only ${types.size} types of event`)
  return events
}
