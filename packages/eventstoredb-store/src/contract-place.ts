// Where one case of the contract keeps its events: a namespace of its own, on a double that can lose its connections, or on a server.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { childWriter, type StorePlace, type WriterProcess } from '@lianxi/event-sourcing/testing'
import { openEventStoreDBStore } from './eventstoredb-store.js'
import { startDouble } from './testing/index.js'

const here = fileURLToPath(new URL('..', import.meta.url))

/** Starts a process that runs `program` with two words. It finds libraries as this package does. */
function startWriter(
  program: string,
  [connectionString, namespace]: readonly [string, string],
): Promise<WriterProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, connectionString, namespace], {
    cwd: here,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  return childWriter(child)
}

/** A place on a server that is there already. `writer` is the text of contract-writer.ts, compiled. */
export function serverPlace(connectionString: string, writer: string): StorePlace {
  const namespace = `contract_${randomUUID().replaceAll('-', '')}`
  return {
    open: () => openEventStoreDBStore({ connectionString, namespace }),
    writer: () => startWriter(writer, [connectionString, namespace]),
  }
}

/** A place on a double of its own. */
export async function doublePlace(writer: string): Promise<StorePlace> {
  const double = await startDouble()
  return {
    ...serverPlace(double.connectionString, writer),
    async interrupt() {
      await double.stop()
      await double.start()
    },
    remove: () => double.close(),
  }
}
