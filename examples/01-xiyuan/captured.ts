// For tests: runs the example in this process, or as a person would in one of their own, and keeps what it says.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { run } from './run.js'

export interface Said {
  readonly code: number | null
  readonly signal?: NodeJS.Signals | null
  readonly out: string
  readonly error: string
}

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

export interface Child {
  /** The file of this folder to run. */
  readonly script: 'main.ts' | 'broken-off.ts'
  readonly argv: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

export function runChild({ script, argv, environment = {} }: Child): Promise<Said> {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = spawn(process.execPath, ['--conditions=lianxi-source', '--import', 'tsx', path, ...argv], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    const out: Buffer[] = []
    const error: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => error.push(chunk))
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve({ code, signal, out: Buffer.concat(out).toString(), error: Buffer.concat(error).toString() }),
    )
  })
}

/** A new folder, in memory where the system has such a place: what a killed process wrote is there as it is on a disk. */
export function newFolder(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'xiyuan-'))
}
