// A reaction that follows a store by itself, until a test ends it.
import type { EventStore } from '../stores/event-store.js'
import { uuid } from './hall-bench.js'
import { runner, type Setting } from './reaction-bench.js'

/** Waits until so many events are stored. */
export async function untilStored(store: EventStore, count: number): Promise<void> {
  const enough = new AbortController()
  let seen = 0
  for await (const batch of store.subscribe({ signal: enough.signal })) {
    seen += batch.length
    if (seen >= count) enough.abort()
  }
}

/** A hall of nine seats in which ann sits, and a reaction that follows it: two friends will come. */
export async function following(setting: Setting = {}) {
  const program = await runner(setting)
  const { bench, held, store, reacting } = program
  await bench.open(held, 9, { commandId: uuid(7001) })
  await bench.take(held, 'ann', { commandId: uuid(7002) })
  const end = new AbortController()
  const running = program.follow(end.signal)
  // its end is awaited in each test
  running.catch(() => undefined)
  return {
    ...program,
    running,
    abort: () => end.abort(),
    async finish(count = 4) {
      await Promise.race([untilStored(store, count), running])
      end.abort()
      await running
      await reacting.close()
    },
  }
}
