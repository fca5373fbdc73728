// Moves an alliance from a file to a server and back: `pnpm outgrow`.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storyteller } from '@lianxi/example-shared'
import { move } from './move.js'
import { findServer } from './server.js'

const usage = `Usage: pnpm outgrow

Moves an alliance from a SQLite file to EventStoreDB, lets it go on there, and
moves it back. The files are in a folder that is gone afterwards.

  EVENTSTOREDB_URL  the server, as in esdb://localhost:2113?tls=false; where it
                    is not set, a double of its protocol in this process
`

async function tell(): Promise<void> {
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
process.exitCode = await storyteller(process.argv.slice(2), { usage, tell })
