// A process that brings a file to a release yet to come, when it is told to (migrations.test.ts).
import { once } from 'node:events'
import Database from 'better-sqlite3'
import { migrations } from './migrations.js'
import { prepareFile } from './schema.js'

const [path = '', next = ''] = process.argv.slice(1)
const db = new Database(path, { timeout: 5_000 })
db.function('die', () => process.kill(process.pid, 'SIGKILL'))
process.stdout.write('ready')
await once(process.stdin, 'data')
prepareFile(db, [...migrations, next])
db.close()
process.stdin.destroy()
