import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { listed, note, openClient } from './test-client.js'

it('a double in a process of its own serves until its input ends', { timeout: 30_000 }, async () => {
  const program = fileURLToPath(new URL('./double-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=lianxi-source', '--import', 'tsx', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
  const client = openClient(line.trim())
  await client.appendToStream('s-1', note(0))
  expect(await listed(client.readStream('s-1'))).toHaveLength(1)
  await client.dispose()
  child.stdin.end()
  expect(await once(child, 'exit')).toEqual([0, null])
})
