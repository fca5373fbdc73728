// Writes the file of the newest version, from that of the version before, and lists what has no fingerprint yet. What stands is left as it is.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asSql, fileOf, fingerprintOf, fingerprints, makeReleased, type Fingerprint } from './released-files.js'
import { schemaVersion } from './schema.js'
import { openSqliteStore } from './sqlite-store.js'

async function broughtUp(version: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxi-'))
  const path = join(folder, 'store.db')
  try {
    makeReleased(path, version)
    await openSqliteStore(path).close()
    return asSql(path)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const file = fileOf(schemaVersion)
if (!existsSync(file)) {
  const head = `-- A file of version ${schemaVersion} as its release wrote it. Never changed: every later release opens it.\n`
  writeFileSync(file, head + (await broughtUp(schemaVersion - 1)))
  console.log(`${file.pathname} is written: give each new table a row, then run this again`)
} else {
  // the list is ours, and its form is held by releases.test.ts
  const listed = JSON.parse(readFileSync(fingerprints, 'utf8')) as Readonly<Record<string, Fingerprint>>
  const all = { [schemaVersion]: fingerprintOf(schemaVersion), ...listed }
  writeFileSync(fingerprints, `${JSON.stringify(all, null, 2)}\n`)
}
