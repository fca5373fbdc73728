// What a stranger installs is the packed tarball, so that is what is checked: publint and arethetypeswrong read it,
// and every entry is loaded from its build, as ESM and as CJS.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pnpm } from './pnpm.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name) => join(root, 'node_modules', '.bin', name)

function run(what, [command, ...args], cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  const ok = status === 0
  console.log(`  ${ok ? 'ok    ' : 'FAILED'} ${what}`)
  if (!ok) console.log(stdout + stderr + (error ?? ''))
  return ok
}

function entryLoads(name, entry, cwd) {
  const specifier = name + entry.slice(1)
  return [
    run(`import ${specifier}`, [process.execPath, '--input-type=module', '-e', `await import('${specifier}')`], cwd),
    run(`require ${specifier}`, [process.execPath, '-e', `require('${specifier}')`], cwd),
  ].every(Boolean)
}

// The declarations of @eventstore/db-client do not compile where libraries are checked, so none of ours may show them.
const checkedWithLibraries = ['eventstoredb-store']

function compilesForConsumer(name, entries, cwd) {
  const folder = mkdtempSync(join(cwd, 'consumer-'))
  const lines = entries.map((entry, index) => `export * as entry${index} from '${name + entry.slice(1)}'\n`)
  writeFileSync(join(folder, 'consumer.mts'), lines.join(''))
  const options = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022', '--module', 'nodenext']
  try {
    return run('compiles with skipLibCheck: false', [bin('tsc'), ...options, join(folder, 'consumer.mts')], cwd)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function sourceConditionLeaks(tarball) {
  const { stdout } = spawnSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' })
  const leaks = JSON.stringify(JSON.parse(stdout).exports).includes('lianxi-source')
  console.log(`  ${leaks ? 'FAILED' : 'ok    '} publishes no source condition`)
  return leaks
}

function check(folder, out) {
  const cwd = join(root, 'packages', folder)
  const { name, publishConfig } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'))
  console.log(name)
  if (!run('pack', [...pnpm, 'pack', '--pack-destination', out], cwd)) return false
  const tarball = join(out, readdirSync(out).find((file) => file.endsWith('.tgz')) ?? '')
  return [
    !sourceConditionLeaks(tarball),
    run('publint', [bin('publint'), 'run', tarball, '--strict'], root),
    run('arethetypeswrong', [bin('attw'), tarball, '--profile', 'node16', '--no-emoji'], root),
    ...Object.keys(publishConfig.exports).map((entry) => entryLoads(name, entry, cwd)),
    !checkedWithLibraries.includes(folder) || compilesForConsumer(name, Object.keys(publishConfig.exports), cwd),
  ].every(Boolean)
}

function checkInItsOwnFolder(folder) {
  const out = mkdtempSync(join(tmpdir(), 'lianxi-pack-'))
  try {
    return check(folder, out)
  } finally {
    rmSync(out, { recursive: true })
  }
}

process.exitCode = readdirSync(join(root, 'packages')).map(checkInItsOwnFolder).every(Boolean) ? 0 : 1
