// Moves an alliance from a file to a server and back: `pnpm outgrow`.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { move } from './move.js'
import { findServer } from './server.js'

const folder = await mkdtemp(join(tmpdir(), 'lianxi-outgrow-'))
const server = await findServer()
try {
  await move({ folder, server, say: console.log })
} finally {
  await server.stop()
  await rm(folder, { recursive: true })
}
