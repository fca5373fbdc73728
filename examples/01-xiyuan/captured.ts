// For tests: runs the example in this process, and keeps what it says.
import { Writable } from 'node:stream'
import type { Said } from '@lianxi/example-shared/testing'
import { run } from './run.js'

function kept(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk))
      done()
    },
  })
  return { stream, text: () => chunks.join('') }
}

export async function runHere(...argv: readonly string[]): Promise<Said> {
  const stdout = kept()
  const stderr = kept()
  const code = await run(argv, { stdout: stdout.stream, stderr: stderr.stream })
  return { code, out: stdout.text(), error: stderr.text() }
}
