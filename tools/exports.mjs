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

function entryLoads(specifier, cwd) {
  return [
    run(`import ${specifier}`, [process.execPath, '--input-type=module', '-e', `await import('${specifier}')`], cwd),
    run(`require ${specifier}`, [process.execPath, '-e', `require('${specifier}')`], cwd),
  ].every(Boolean)
}

// A library whose own declarations do not compile where libraries are checked; so none of ours may show them.
const hidden = { 'eventstoredb-store': '@eventstore/db-client' }

function compilesWith(specifiers, cwd) {
  const folder = mkdtempSync(join(cwd, 'consumer-'))
  const lines = specifiers.map((specifier, index) => `export * as entry${index} from '${specifier}'\n`)
  writeFileSync(join(folder, 'consumer.mts'), lines.join(''))
  const options = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'esnext', '--module', 'nodenext']
  try {
    return spawnSync(bin('tsc'), [...options, join(folder, 'consumer.mts')], { cwd, encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function hides(library, specifiers, cwd) {
  const [ours, theirs] = [compilesWith(specifiers, cwd), compilesWith([library], cwd)]
  // where the library compiles too, the check would pass whatever is shown
  const ok = ours.status === 0 && theirs.status !== 0
  console.log(`  ${ok ? 'ok    ' : 'FAILED'} compiles with skipLibCheck: false, which ${library} does not`)
  if (!ok) console.log(ours.stdout)
  return ok
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
  const specifiers = Object.keys(publishConfig.exports).map((entry) => name + entry.slice(1))
  return [
    !sourceConditionLeaks(tarball),
    run('publint', [bin('publint'), 'run', tarball, '--strict'], root),
    run('arethetypeswrong', [bin('attw'), tarball, '--profile', 'node16', '--no-emoji'], root),
    ...specifiers.map((specifier) => entryLoads(specifier, cwd)),
    hidden[folder] === undefined || hides(hidden[folder], specifiers, cwd),
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
