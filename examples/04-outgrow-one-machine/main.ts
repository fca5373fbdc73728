// Moves an alliance from a file to a server and back: `pnpm outgrow`.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exitCodeOf } from '@lianxi/example-shared'
import { move } from './move.js'
import { findServer } from './server.js'

async function main(): Promise<void> {
  const server = await findServer()
  const folder = await mkdtemp(join(tmpdir(), 'lianxi-outgrow-'))
  try {
    await move({ folder, server, say: console.log })
  } finally {
    await server.stop()
    await rm(folder, { recursive: true })
  }
}

// a server that is not there, or an address that is none, is said in a line
process.exitCode = await exitCodeOf(main, process.stderr)
