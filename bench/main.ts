// `pnpm bench [name …] [--json FILE]`: every benchmark, or those named, each row with its bounds. Never a test.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { benches } from './benches.js'
import { isMet, toLine, type Row } from './row.js'

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
const unknown = positionals.filter((name) => benches[name] === undefined)
if (unknown.length > 0) {
  console.error(`no benchmark is called ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}

const rows: Row[] = []
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  for (const row of await bench()) {
    rows.push(row)
    console.log(toLine(row))
  }
}
const missed = rows.filter((row) => !isMet(row)).map(({ name }) => name)
if (missed.length > 0) console.log(`not met: ${missed.join(', ')}`)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`)
