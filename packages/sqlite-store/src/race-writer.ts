// One of several processes that race on a file (processes.test.ts): appends, and prints what was acknowledged.
import { hasCode, toStreamName, type NewEvent } from '@lianxi/event-sourcing'
import { openSqliteStore, type SqliteStore } from './sqlite-store.js'
import { note } from './test-files.js'

async function persist(store: SqliteStore, name: string, events: readonly NewEvent[]): Promise<void> {
  let expected: number | 'no-stream' = 'no-stream'
  for (;;) {
    try {
      return await store.append(toStreamName(name), events, expected)
    } catch (error) {
      if (!hasCode(error, 'revision-conflict')) throw error
      expected = error.details.actual
    }
  }
}

async function main(path: string, writer: number, count: number): Promise<void> {
  const store = openSqliteStore(path)
  for (let index = 0; index < count; index++) {
    const number = writer * 10_000 + index * 4
    // a stream for all, beside one of its own, in one commit
    await Promise.all([
      persist(store, 'note-shared.all', [note(number), note(number + 1)]),
      persist(store, `note-own.w${writer}`, [note(number + 2)]),
    ])
    process.stdout.write(`${[number, number + 1, number + 2].join('\n')}\n`)
  }
  await store.close()
}

const [path = '', writer, count] = process.argv.slice(2)
await main(path, Number(writer), Number(count))
