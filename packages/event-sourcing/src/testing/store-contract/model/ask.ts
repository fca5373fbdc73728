// One thing that is asked of a store and of the list beside it, which must answer alike.
import * as fc from 'fast-check'
import type { EventStore } from '../../../stores/event-store.js'
import type { Position } from '../../../terms/position.js'
import { streamParts } from '../../../terms/stream.js'
import type { Stage } from '../case.js'
import { allEvents, stream } from '../samples.js'
import type { List, ListedEvent } from './list.js'

/** Stores on one place, one or two, and the list that they are compared with. */
export interface World {
  readonly list: List
  readonly stores: EventStore[]
  readonly stage: Stage
}

export interface Ask {
  /** For people. */
  readonly words: string
  /** Asks both, and throws where the answers differ. `turn` counts the asks of a run. */
  put(world: World, turn: number): Promise<void>
}

/** Whichever of the stores the number chooses. */
export function storeOf({ stores }: World, by: number): EventStore {
  const store = stores[by % stores.length]
  if (store === undefined) throw new Error('a world has a store')
  return store
}

export const names = [stream('a'), stream('b'), stream('a', 'south')] as const
export const aName = fc.constantFrom(...names)
/** Which of two stores is asked. */
export const aStore = fc.nat(1)
export const aLimit = fc.option(fc.nat(6), { nil: Number.POSITIVE_INFINITY })
export const aPartition = fc.constantFrom(undefined, 'north', 'south', 'west')
/** Behind which event, counted from the first, and again from the first where there are fewer; from the start where it is undefined. */
export const aPlace = fc.option(fc.nat(20), { nil: undefined })

export interface Part {
  readonly partition: string | undefined
  readonly place: number | undefined
}

/** The options of a reading of that part, and what it must give. */
export async function partOf(
  world: World,
  { partition, place }: Part,
): Promise<{ readonly options: { after?: Position; partition?: string }; readonly expected: readonly ListedEvent[] }> {
  const { events } = world.list
  const index = place === undefined || events.length === 0 ? -1 : place % events.length
  const after = index === -1 ? undefined : (await allEvents(storeOf(world, 0)))[index]?.position
  return {
    options: { ...(after === undefined ? {} : { after }), ...(partition === undefined ? {} : { partition }) },
    expected: events
      .slice(index + 1)
      .filter((event) => partition === undefined || streamParts(event.stream).partition === partition),
  }
}

export const wordsOfPart = ({ partition = 'all', place }: Part) =>
  place === undefined ? partition : `${partition} behind event ${place}`
