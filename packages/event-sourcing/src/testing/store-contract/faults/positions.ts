// Faults with positions that the store cannot have given.
import type { Position } from '../../../terms/position.js'
import { hasCode } from '../../../terms/errors.js'
import { leavable } from '../../../waiting/leavable.js'
import type { Fault } from './fault.js'

const shape = /^\d{16}$/

/** A store that takes a position so far behind its head for its end, where it should refuse it. */
function takingBehindItsEnd(store: string, taken: (far: number) => boolean): Fault {
  return {
    store,
    noticed: ['throws invalid-position for a position'],
    alter(sound) {
      async function known<Options extends { readonly after?: Position }>(options: Options): Promise<Options> {
        const head = await sound.head()
        if (head === undefined || options.after === undefined || !shape.test(options.after)) return options
        const far = Number(options.after) - Number(head)
        return taken(far) ? { ...options, after: head } : options
      }
      return {
        async *readAll(options = {}) {
          yield* sound.readAll(await known(options))
        },
        subscribe: (options) =>
          leavable(options, async function* (own) {
            yield* sound.subscribe(await known(own))
          }),
      }
    },
  }
}

export const positionFaults: readonly Fault[] = [
  {
    store: 'takes a position that it never gave for the end',
    noticed: [
      'throws invalid-position for an after',
      'throws invalid-position for a position',
      'throws invalid-position for each of these',
    ],
    alter: (sound) => ({
      async *readAll(options) {
        try {
          yield* sound.readAll(options)
        } catch (error) {
          if (!hasCode(error, 'invalid-position')) throw error
        }
      },
    }),
  },
  takingBehindItsEnd('takes a position one behind its end for its end', (far) => far === 1),
  takingBehindItsEnd('takes a position some way behind its end for its end', (far) => far > 1 && far < 1e6),
  {
    store: 'looks at no position while it is empty',
    noticed: ['throws invalid-position for each of these'],
    alter: (sound) => ({
      async *readAll(options) {
        if ((await sound.head()) !== undefined) yield* sound.readAll(options)
      },
    }),
  },
]
