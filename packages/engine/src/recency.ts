// The bound on the events that all held streams have together, whichever aggregate they are of.
import type { Recency, StreamName } from '@lianxi/event-sourcing'
import { LRUCache } from 'lru-cache'

interface Used {
  readonly events: number
  readonly forget: () => void
}

/** Forgets the stream that was not used for longest, once all together hold more events than the bound. */
export function recency(heldEvents: number): Recency {
  const used = new LRUCache<StreamName, Used>({
    maxSize: heldEvents,
    dispose: ({ forget }, _stream, why) => why === 'evict' && forget(),
  })
  return {
    used(stream, events, forget) {
      if (events > heldEvents) {
        // what it was counted for is free for others
        used.delete(stream)
        return forget()
      }
      // to get it says that it was used, at a third of the cost of setting it
      const counted = used.get(stream)?.events ?? 0
      if (events <= counted && events > counted / 2) return
      // counted with room to grow, so that a long one is not counted anew for each event
      const room = Math.min(events + Math.floor(events / 16), heldEvents)
      used.set(stream, { events: room, forget }, { size: room })
    },
  }
}
