// Faults of a head that a store knows by its own appends alone.
import type { Position } from '../../../terms/position.js'
import type { Fault } from './fault.js'

export const headFaults: readonly Fault[] = [
  {
    store: 'keeps the head that it found until it appends itself',
    noticed: ['moves with what another store'],
    alter(sound) {
      let kept: Promise<Position | undefined> | undefined
      return {
        head: () => (kept ??= sound.head()),
        async append(stream, events, expected) {
          kept = undefined
          await sound.append(stream, events, expected)
          kept = undefined
        },
      }
    },
  },
  {
    store: 'has no head until it appends itself',
    noticed: ['moves with what another store', 'stands behind what was stored before'],
    alter(sound) {
      let appended = false
      return {
        head: async () => (appended ? sound.head() : undefined),
        async append(stream, events, expected) {
          await sound.append(stream, events, expected)
          appended = true
        },
      }
    },
  },
]
