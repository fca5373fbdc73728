// For the test of breaking off: runs the example and kills its own process in the middle of it, as a power cut would.
// broken-off.ts MOMENT WRITES [the example's own arguments]
import type { EventStore, ViewStore } from '@lianxi/event-sourcing'
import { openSqliteStore } from '@lianxi/sqlite-store'
import { run } from './run.js'

export const moments = ['before-append', 'after-append', 'before-reaction', 'after-reaction', 'before-save'] as const
export type Moment = (typeof moments)[number]

interface BreakingOff {
  readonly moment: Moment
  /** After so many writes, at the next such moment. */
  readonly writes: number
}

function breakingOff(path: string, { moment, writes }: BreakingOff): EventStore {
  const store = openSqliteStore(path)
  const views: ViewStore = store.viewStore
  let written = 0
  const die = (now: Moment) => {
    if (now === moment && written >= writes) process.kill(process.pid, 'SIGKILL')
  }
  const viewStore: ViewStore = {
    durable: views.durable,
    load: (key) => views.load(key),
    drop: (key) => views.drop(key),
    async save(key, next) {
      die('before-save')
      written += 1
      return views.save(key, next)
    },
  }
  return {
    durable: store.durable,
    append: async (stream, events, expected) => {
      const reacts = events.some(({ metadata }) => metadata.includes('"causationId"'))
      die(reacts ? 'before-reaction' : 'before-append')
      await store.append(stream, events, expected)
      written += 1
      die(reacts ? 'after-reaction' : 'after-append')
    },
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: (options) => store.readAll(options),
    head: () => store.head(),
    subscribe: (options) => store.subscribe(options),
    close: () => store.close(),
    viewStore,
  }
}

const [moment, writes, ...argv] = process.argv.slice(2)
const known = moments.find((one) => one === moment)
if (known !== undefined) {
  const openStore = (path: string) => breakingOff(path, { moment: known, writes: Number(writes) })
  process.exitCode = await run(argv, { stdout: process.stdout, stderr: process.stderr, openStore })
}
