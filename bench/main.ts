// `pnpm bench [name …] [--json FILE]`: every row, or those of the benchmarks and rows named, each with its bounds. Never a test.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { benches } from './benches.js'
import { isMet, toLine, type Row } from './row.js'

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
const names = Object.entries(benches).flatMap(([bench, { rows }]) => [bench, ...rows])
const unknown = positionals.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`no benchmark is called ${unknown.join(', ')}; there are ${[...new Set(names)].join(', ')}`)
  process.exit(2)
}

const measured: Row[] = []
for (const [bench, { run, rows }] of Object.entries(benches)) {
  const isAsked = (row: string) => positionals.length === 0 || positionals.includes(bench) || positionals.includes(row)
  if (!rows.some(isAsked)) continue
  const given = await run()
  const unnamed = given.find(({ name }) => !rows.includes(name))
  if (unnamed !== undefined) throw new Error(`benches.ts does not name the row ${unnamed.name} of ${bench}`)
  for (const row of given.filter(({ name }) => isAsked(name))) {
    measured.push(row)
    console.log(toLine(row))
  }
}
const missed = measured.filter((row) => !isMet(row)).map(({ name }) => name)
if (missed.length > 0) console.log(`not met: ${missed.join(', ')}`)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(measured, null, 2)}\n`)
