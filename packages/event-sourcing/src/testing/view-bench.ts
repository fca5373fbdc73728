// A view of the hall, kept by as many programs as a test likes: for the kernel's own tests.
import type { EventStore } from '../stores/event-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import type { ViewStore } from '../stores/view-store.js'
import { LiveView } from '../views/catch-up.js'
import type { View } from '../views/view.js'
import type { HallEvents } from './hall.js'
import { anyCodec } from './hall-bench.js'

export interface Guestbook {
  entries: Record<string, { visits: number; last: string }>
  halls: { name: string; seats: number }[]
}

export const guestbook: View<Guestbook, Pick<HallEvents, 'SeatTaken' | 'HallOpened'>> = {
  name: 'guestbook',
  version: 1,
  initialState: () => ({ entries: {}, halls: [] }),
  on: {
    HallOpened(state, { stream, data }) {
      state.halls.push({ name: stream, seats: data.seats })
    },
    SeatTaken(state, { data, metadata }) {
      const known = state.entries[data.guest]
      state.entries[data.guest] = { visits: (known?.visits ?? 0) + 1, last: metadata.occurredAt }
    },
  },
}

export function live(store: EventStore, viewStore: ViewStore = memoryViewStore(), texts = anyCodec) {
  return new LiveView({ view: guestbook, partition: 'north', store, viewStore, codec: texts })
}
