// `pnpm bench [--json FILE]`: every benchmark as a ratio against a bare loop in the same run. Never a test.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { benchReplay } from './replay.js'
import type { Row } from './row.js'

const { values } = parseArgs({ options: { json: { type: 'string' } } })

const rows: readonly Row[] = await benchReplay()
for (const { name, ratio, events, eventsPerSecond, againstPerSecond, against } of rows) {
  const rates = `${Math.round(eventsPerSecond)} against ${Math.round(againstPerSecond)} events a second`
  console.log(`${name.padEnd(16)} ${ratio.toFixed(3)}   ${rates}, ${events} events; ${against}`)
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`)
