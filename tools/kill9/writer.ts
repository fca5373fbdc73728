// A writer that goes on until it is killed: a stream of its own, one it shares with the others, and the view that all keep.
// It says what it asks for before it asks, and what was acknowledged after, each in a write of its own.
import { writeSync } from 'node:fs'
import { canonicalText, hasCode, toStreamName, type StreamName } from '@lianxi/event-sourcing'
import { openSqliteStore, type SqliteStore } from '@lianxi/sqlite-store'
import { count, key, nothing, toCounted } from './counted.js'
import { notes, noTail, type Tail } from './note.js'

const say = (text: string) => writeSync(1, `${text}\n`)

async function readOn(store: SqliteStore, stream: StreamName, tail: Tail): Promise<Tail> {
  let reached = tail
  for await (const batch of store.readStream(stream, { from: tail.revision + 1 })) reached = batch.at(-1) ?? reached
  return reached
}

/** A stream and what this writer knows of it. */
function writerOf(store: SqliteStore, stream: StreamName) {
  let tail = noTail
  return {
    async append(append: string, of: number): Promise<void> {
      say(`ask ${append}`)
      for (;;) {
        try {
          const events = notes(stream, tail, { append, of })
          await store.append(stream, events, tail.revision === -1 ? 'no-stream' : tail.revision)
          say(`ack ${append}`)
          tail = { revision: tail.revision + of, hash: events.at(-1)?.hash ?? '' }
          return
        } catch (error) {
          if (!hasCode(error, 'revision-conflict')) throw error
          tail = await readOn(store, stream, tail)
        }
      }
    },
  }
}

async function saveView(store: SqliteStore): Promise<void> {
  const { viewStore } = store
  const saved = await viewStore.load(key)
  let counted = saved === undefined ? nothing : toCounted(saved.state)
  let checkpoint = saved?.checkpoint
  for await (const batch of store.readAll(checkpoint === undefined ? {} : { after: checkpoint })) {
    counted = batch.reduce(count, counted)
    checkpoint = batch.at(-1)?.position
  }
  if (checkpoint === undefined) return
  await viewStore.save(key, { state: canonicalText(counted), checkpoint, saves: (saved?.saves ?? 0) + 1 })
}

async function main(path: string, name: string): Promise<void> {
  const store = openSqliteStore(path)
  const [writer] = name.split('.')
  const own = writerOf(store, toStreamName(`note-own.w${writer}`))
  const shared = writerOf(store, toStreamName('note-shared.all'))
  for (let number = 0; ; number++) {
    const of = 1 + (number % 5)
    // asked for at once, so that they share a commit
    await Promise.all([own.append(`${name}.own.${number}`, of), shared.append(`${name}.shared.${number}`, of)])
    if (number % 8 === 0) await saveView(store)
  }
}

const [path = '', name = ''] = process.argv.slice(2)
await main(path, name)
