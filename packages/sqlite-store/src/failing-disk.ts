// Appends while the disk fails to keep what was written, prints what became of each, and crashes if it is told to (disk.test.ts).
import { writeSync } from 'node:fs'
import { isLianxiError, toStreamName } from '@lianxi/event-sourcing'
import { openSqliteStore } from './sqlite-store.js'
import { note } from './test-files.js'

const [path = '', count, end] = process.argv.slice(1)
const stream = toStreamName('note-north.a')
const store = openSqliteStore(path)
const outcomes: string[] = []
let last: number | 'no-stream' = 'no-stream'
for (let number = 0; number < Number(count); number++) {
  try {
    await store.append(stream, [note(number)], last)
    last = last === 'no-stream' ? 0 : last + 1
    outcomes.push('stored')
  } catch (error) {
    outcomes.push(isLianxiError(error) ? error.code : String(error))
  }
}
writeSync(1, JSON.stringify(outcomes))
if (end === 'crash') process.kill(process.pid, 'SIGKILL')
await store.close()
