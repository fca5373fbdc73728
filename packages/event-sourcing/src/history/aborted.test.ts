// A signal is heard wherever a history is waited for, though nothing comes.
import { beforeAll, describe, expect, it } from 'vitest'
import type { EventStore } from '../stores/event-store.js'
import { memoryStore } from '../stores/memory-store.js'
import { toStreamName } from '../terms/stream.js'
import { opening, sealed } from '../testing/history-bench.js'
import { linesOf, storeWithHalls } from '../testing/halls.js'
import { importHistory } from './import-history.js'
import { verify } from './verify.js'

let whole: readonly string[]
beforeAll(async () => {
  whole = await linesOf(await storeWithHalls())
})

const reason = new Error('enough')

/** What never gives anything, and aborts as soon as it is asked; `returned` says whether it was told to return. */
function silence() {
  const controller = new AbortController()
  let returned = false
  const iterator = {
    next() {
      controller.abort(reason)
      return new Promise<never>(() => {})
    },
    async return() {
      returned = true
      return { value: undefined, done: true as const }
    },
  }
  const never: AsyncIterable<never> = { [Symbol.asyncIterator]: () => iterator }
  return { never, signal: controller.signal, returned: () => returned }
}

type Silence = ReturnType<typeof silence>

/** A store that holds more of a stream than the history does, so that the ends are compared. */
async function furtherOn(): Promise<EventStore> {
  const store = await storeWithHalls()
  const north = toStreamName('hall-north.1')
  const { hash: previous } = JSON.parse(whole.findLast((line) => line.includes(`"${north}"`)) ?? '') as { hash: string }
  await store.append(north, [sealed(north, 7, { previous })], 6)
  return store
}

const waits: readonly (readonly [what: string, waiting: (silence: Silence) => Promise<unknown>])[] = [
  [
    'an import whose lines do not come',
    ({ never, signal }) => importHistory(memoryStore(), { open: () => never, signal }),
  ],
  [
    'an import whose lines do not come when they are read again',
    ({ never, signal }) => {
      const openings = [opening(whole), () => never]
      return importHistory(memoryStore(), { open: () => openings.shift()?.() ?? never, signal })
    },
  ],
  [
    'an import into a store that does not say what it holds',
    ({ never, signal }) => importHistory({ ...memoryStore(), readAll: () => never }, { open: opening(whole), signal }),
  ],
  [
    'an import into a store that does not say how a stream went on',
    async ({ never, signal }) =>
      importHistory({ ...(await furtherOn()), readStream: () => never }, { open: opening(whole), signal }),
  ],
  ['an export', ({ never, signal }) => linesOf({ readAll: () => never }, { signal })],
  ['a verification', ({ never, signal }) => verify({ readAll: () => never }, { signal })],
]

describe('what waits for an answer that does not come', () => {
  it.each(waits)('ends when its signal aborts, and leaves what it waited for: %s', async (_what, waiting) => {
    const silent = silence()
    await expect(waiting(silent)).rejects.toBe(reason)
    expect(silent.returned()).toBe(true)
  })
})
