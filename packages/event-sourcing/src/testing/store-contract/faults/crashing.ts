// Faults that show when a process is ended: what was acknowledged before it was written, what was done by half.
import type { NewEvent } from '../../../stores/event-store.js'
import { rereading, tick, type Fault } from './fault.js'

const copied = (events: readonly NewEvent[]) => events.map((event) => ({ ...event }))

export const crashFaults: readonly Fault[] = [
  {
    store: 'acknowledges what is not yet written, and loses it when it is ended',
    noticed: ['every acknowledged event is there once', 'while others write and read'],
    alter(sound, { marked: lost }) {
      const unwritten = new Set<string>()
      return {
        ...rereading(sound, (batch) => batch.filter(({ id }) => !lost.has(id))),
        async append(stream, events, expected) {
          const own = copied(events)
          await sound.append(stream, own, expected)
          for (const { id } of own) unwritten.add(id)
          void tick().then(() => own.forEach(({ id }) => unwritten.delete(id)))
        },
        async close() {
          for (const id of unwritten) lost.add(id)
          await sound.close()
        },
      }
    },
  },
  {
    store: 'leaves half of an append when it is ended in the middle of it',
    noticed: ['every acknowledged event is there once', 'while others write and read'],
    alter(sound, { marked: lost }) {
      const halves = new Set<string>()
      return {
        ...rereading(sound, (batch) => batch.filter(({ id }) => !lost.has(id))),
        async append(stream, events, expected) {
          const own = copied(events)
          await sound.append(stream, own, expected)
          const half = own.at(-1)?.id ?? ''
          halves.add(half)
          await tick()
          halves.delete(half)
        },
        async close() {
          for (const id of halves) lost.add(id)
          await sound.close()
        },
      }
    },
  },
]
