// `pnpm kill9 --kills 300`: four writers on one file are killed without warning, and what they were told is held to what is there.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { audit } from './audit.js'
import { killing } from './killing.js'
import { ledger } from './ledger.js'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '300' }, seed: { type: 'string', default: String(Date.now()) } },
})
const kills = Number(values.kills)
if (!Number.isInteger(kills) || kills < 1) throw new Error('--kills takes a whole number of at least 1')

const writers = 4
// each file is audited whole, so it is kept small
const killsPerFile = 150

const folder = mkdtempSync(join(tmpdir(), 'lianxi-kill9-'))
const total = { kills: 0, files: 0, events: 0, acknowledged: 0, doubtfulWhole: 0, doubtfulAbsent: 0, savedViews: 0 }
const faults: string[] = []
console.log(`seed ${values.seed}`)

while (total.kills < kills && faults.length === 0) {
  const path = join(folder, `${total.files}.db`)
  const heard = ledger()
  const wanted = Math.min(killsPerFile, kills - total.kills)
  total.kills += await killing({ path, writers, kills: wanted, seed: `${values.seed}/${total.files}`, ledger: heard })
  const found = await audit(path, heard)
  total.files++
  total.events += found.events
  total.acknowledged += found.acknowledged
  total.doubtfulWhole += found.doubtfulWhole
  total.doubtfulAbsent += found.doubtfulAbsent
  total.savedViews += found.savedViews
  faults.push(...found.faults)
  console.log(`${total.kills} of ${kills} kills`)
  if (faults.length === 0) rmSync(path)
}

const doubtful = total.doubtfulWhole + total.doubtfulAbsent
console.log(
  `${total.kills} kills of ${writers} writers, ${total.files} files: ${total.acknowledged} appends acknowledged; ` +
    `${doubtful} in doubt, ${total.doubtfulWhole} found whole, ${total.doubtfulAbsent} absent; ` +
    `${total.events} events, ${total.savedViews} views saved`,
)
if (faults.length === 0) {
  console.log('each acknowledged append is there once, no other in part; chains hold, files are sound, views fit')
  rmSync(folder, { recursive: true })
} else {
  console.error(`${faults.length} faults; the file is kept in ${folder}\n${faults.slice(0, 20).join('\n')}`)
  process.exitCode = 1
}
