// Types resolve to the sources, so the packages build in any order and side by side.
import { readdirSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('../packages/', import.meta.url))
const tsup = fileURLToPath(new URL('../node_modules/tsup/dist/cli-default.js', import.meta.url))

function build(name) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [tsup], { cwd: packages + name, stdio: 'inherit' })
    child.on('exit', (code) => resolve({ name, ok: code === 0 }))
  })
}

const built = await Promise.all(readdirSync(packages).map(build))
for (const { name, ok } of built) console.log(`${ok ? 'built ' : 'FAILED'} ${name}`)
process.exitCode = built.every(({ ok }) => ok) ? 0 : 1
