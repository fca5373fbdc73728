import { toStreamName, type RecordedEvent } from '@lianxi/event-sourcing'
import { expect, it } from 'vitest'
import { patienceWithProcesses as timeout, run } from './child.js'
import { openSqliteStore } from './sqlite-store.js'
import { note, withFile } from './test-files.js'

const writers = [1, 2, 3, 4]
/** How many appends each process makes; .ci/run asks for 2,000. */
const each = Number(process.env['LIANXI_RACE_APPENDS'] ?? 100)
// an append of one event and one of two, by turns
const eventsInAll = (writers.length * each * 3) / 2

const idOf = (number: number) => note(number).id

/** Runs one writer, and returns the numbers of the events that it was told are stored. */
async function runWriter(path: string, writer: number): Promise<readonly number[]> {
  const out = await run('race-writer', [path, String(writer), String(each)])
  return out.trim().split('\n').map(Number)
}

// Each waits its turn within the time that a store waits unless told otherwise: a writer that was passed over for longer ends with `store-busy`.
it(
  'four processes that race on one new file each get every append, and lose, double and reorder nothing',
  { timeout },
  () =>
    withFile(async (path) => {
      const seen: RecordedEvent[] = []
      const controller = new AbortController()
      const running = writers.map((writer) => runWriter(path, writer))
      // a fifth opens the new file with them, and follows what they do
      const store = openSqliteStore(path)
      const following = (async () => {
        for await (const batch of store.subscribe({ signal: controller.signal })) {
          seen.push(...batch)
          if (seen.length >= eventsInAll) controller.abort()
        }
      })()
      const acknowledged = await Promise.all(running)
      await following
      const all: RecordedEvent[] = []
      for await (const batch of store.readAll()) all.push(...batch)
      await store.close()

      expect(all.map(({ id }) => id).sort()).toEqual(acknowledged.flat().map(idOf).sort())
      expect(all.length).toBe(eventsInAll)
      expect(seen).toEqual(all)
      expect(all.map(({ position }) => Number(position))).toEqual(all.map((_, index) => index + 1))
      for (const stream of ['note-shared.all', ...writers.map((writer) => `note-own.w${writer}`)].map(toStreamName)) {
        const own = all.filter((event) => event.stream === stream)
        expect(own.map(({ revision }) => revision)).toEqual(own.map((_, index) => index))
      }
      for (const numbers of acknowledged) {
        const shared = new Set(numbers.filter((number) => number % 4 < 2).map(idOf))
        expect(all.filter(({ id }) => shared.has(id)).map(({ id }) => id)).toEqual([...shared])
      }
    }),
)
