// Compiles the benchmarks and runs them, with a garbage collector that they may call between rounds.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsup = fileURLToPath(new URL('../node_modules/tsup/dist/cli-default.js', import.meta.url))

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

run(tsup, '--config', 'bench/tsup.config.ts')
// else what the compiler wrote goes to the disk while the first benchmark waits for it
spawnSync('sync')
run('--expose-gc', '--enable-source-maps', 'bench/dist/main.js', ...process.argv.slice(2))
