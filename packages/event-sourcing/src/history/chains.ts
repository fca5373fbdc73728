// The hash chains of many streams, followed an event at a time, with no more in memory than where each of them ends.
import { eventHash } from '../texts/chain.js'
import type { RecordedEvent } from '../stores/event-store.js'
import type { StreamName } from '../terms/stream.js'

export interface ChainEnd {
  readonly revision: number
  readonly hash: string
}

export interface Chains {
  readonly ends: ReadonlyMap<StreamName, ChainEnd>
  /** Takes the event as the end of its chain, or says what of it does not fit there. */
  follow(event: Omit<RecordedEvent, 'position'>): { readonly path: string; readonly reason: string } | undefined
}

export function chains(): Chains {
  const ends = new Map<StreamName, ChainEnd>()
  return {
    ends,
    follow(event) {
      const { stream, revision, hash } = event
      const { revision: before, hash: previous } = ends.get(stream) ?? { revision: -1, hash: '' }
      if (revision !== before + 1) return { path: 'revision', reason: `${before + 1} comes next in ${stream}` }
      if (hash !== eventHash({ previous, stream, revision }, event))
        return { path: 'hash', reason: 'it does not follow from the event and the one before it in its stream' }
      ends.set(stream, { revision, hash })
      return undefined
    },
  }
}
