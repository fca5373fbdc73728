// The one gate. Every step runs, also after one has failed, so that one run tells everything.
import { spawnSync } from 'node:child_process'
import { pnpm } from './pnpm.mjs'

const steps = ['format:check', 'lint', 'types', 'test', 'build', 'exports']

if (process.argv.includes('--list')) {
  console.log(steps.join('\n'))
} else {
  const [command, ...args] = pnpm
  const failed = steps.filter((step) => spawnSync(command, [...args, 'run', step], { stdio: 'inherit' }).status !== 0)
  console.log(failed.length === 0 ? `ok: ${steps.join(', ')}` : `failed: ${failed.join(', ')}`)
  process.exitCode = failed.length === 0 ? 0 : 1
}
