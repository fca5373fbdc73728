// One of several processes that race on a file (processes.test.ts): appends, and prints what was acknowledged.
import { writeSync } from 'node:fs'
import { hasCode, toStreamName, type NewEvent } from '@lianxi/event-sourcing'
import { openSqliteStore, type SqliteStore } from './sqlite-store.js'
import { note } from './test-files.js'

/** Appends to streams behind what this writer knows of them, and behind what it is told where others were faster. */
function persistent(store: SqliteStore) {
  const known = new Map<string, number>()
  return async (name: string, events: readonly NewEvent[]): Promise<void> => {
    for (;;) {
      const last = known.get(name) ?? -1
      try {
        await store.append(toStreamName(name), events, last === -1 ? 'no-stream' : last)
        known.set(name, last + events.length)
        return
      } catch (error) {
        if (!hasCode(error, 'revision-conflict')) throw error
        known.set(name, error.details.actual)
      }
    }
  }
}

async function main(path: string, writer: number, count: number): Promise<void> {
  const store = openSqliteStore(path)
  const append = persistent(store)
  // two appends a turn: to a stream for all, and to one of its own
  for (let index = 0; index < count / 2; index++) {
    const number = writer * 100_000 + index * 4
    await Promise.all([
      append('note-shared.all', [note(number), note(number + 1)]),
      append(`note-own.w${writer}`, [note(number + 2)]),
    ])
    writeSync(1, `${[number, number + 1, number + 2].join('\n')}\n`)
  }
  await store.close()
}

const [path = '', writer, count] = process.argv.slice(1)
await main(path, Number(writer), Number(count))
