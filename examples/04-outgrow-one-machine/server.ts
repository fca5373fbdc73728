// Where the second house stands: on the server that EVENTSTOREDB_URL names, or else on a double of one, in this process.
import { randomUUID } from 'node:crypto'
import type { EventStore } from '@lianxi/event-sourcing'
import { openEventStoreDBStore } from '@lianxi/eventstoredb-store'
import { startDouble } from '@lianxi/eventstoredb-store/testing'

export interface Server {
  readonly name: string
  open(): EventStore
  stop(): Promise<void>
}

export async function findServer(url = process.env['EVENTSTOREDB_URL']): Promise<Server> {
  // each run has streams of its own on a server that others use too
  const namespace = `outgrow_${randomUUID().replaceAll('-', '')}`
  if (url !== undefined && url !== '') {
    return {
      name: 'EventStoreDB',
      open: () => openEventStoreDBStore({ connectionString: url, namespace }),
      async stop() {},
    }
  }
  const double = await startDouble()
  return {
    name: 'a double of EventStoreDB (EVENTSTOREDB_URL names no server)',
    open: () => openEventStoreDBStore({ connectionString: double.connectionString, namespace }),
    stop: () => double.close(),
  }
}
