// Appends to a file, and writes to the file that is traced for it what it does (disk.test.ts).
import { writeSync } from 'node:fs'
import { toStreamName } from '@lianxi/event-sourcing'
import { openSqliteStore } from './sqlite-store.js'
import { note } from './test-files.js'

const [path = '', count] = process.argv.slice(1)
const say = (text: string) => writeSync(1, `${text}\n`)

const store = openSqliteStore(path)
// the first commit also begins the log
await store.append(toStreamName('note-north.first'), [note(0)], 'no-stream')
say('serial')
for (let number = 1; number <= Number(count); number++) {
  await store.append(toStreamName(`note-north.s${number}`), [note(number)], 'no-stream')
  say(`stored ${number}`)
}
say('at once')
await Promise.all(
  Array.from({ length: Number(count) }, async (_, index) => {
    const number = Number(count) + 1 + index
    await store.append(toStreamName(`note-north.s${number}`), [note(number)], 'no-stream')
    say(`stored ${number}`)
  }),
)
say('views')
const key = { name: 'ledger', version: '1', partition: '' }
for (let saves = 1; saves <= 3; saves++) {
  await store.viewStore.save(key, { state: '{}', saves })
  say(`saved ${saves}`)
}
say('backup')
await store.backup(`${path}-copy`)
say('end')
await store.close()
