// For tests: runs a program as a person would, in a process of its own, and keeps what it says.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Said {
  readonly code: number | null
  readonly signal?: NodeJS.Signals | null
  readonly out: string
  readonly error: string
}

export interface Child {
  readonly script: URL
  readonly argv: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Whether anybody reads what it prints, as is usual. */
  readonly reads?: boolean
}

export function runChild({ script, argv, environment = {}, reads = true }: Child): Promise<Said> {
  const path = fileURLToPath(script)
  const child = spawn(process.execPath, ['--conditions=lianxi-source', '--import', 'tsx', path, ...argv], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (!reads) child.stdout.destroy()
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
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'lianxi-example-'))
}
