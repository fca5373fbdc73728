// A double in a process of its own, which can be killed: prints its connection string and lives until its input ends.
import { startDouble } from './double.js'

const [port = '0'] = process.argv.slice(2)
const double = await startDouble({ port: Number(port) })
process.stdout.write(`${double.connectionString}\n`)
for await (const _ of process.stdin);
await double.close()
