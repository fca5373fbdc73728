import { fileURLToPath } from 'node:url'
import { storeContract, type StoreUnderTest } from '@lianxi/event-sourcing/testing'
import { build } from 'esbuild'
import { describe, it } from 'vitest'
import { doublePlace, serverPlace } from './contract-place.js'

// as one text it starts in a tenth of the time that tsx would take
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('contract-writer.ts', import.meta.url))],
  bundle: true,
  write: false,
  minify: true,
  platform: 'node',
  format: 'esm',
  conditions: ['lianxi-source'],
  external: ['@eventstore/db-client'],
})
const writer = outputFiles[0]?.text ?? ''

const subject: Omit<StoreUnderTest, 'name' | 'place'> = {
  capabilities: { durable: true, severalProcesses: true },
  viewStore: false,
}

storeContract(
  { describe, it },
  {
    ...subject,
    name: 'the EventStoreDB store, on a double of the server,',
    place: () => doublePlace(writer),
    connection: true,
  },
)

const url = process.env['EVENTSTOREDB_URL']
if (url === undefined) console.info('EVENTSTOREDB_URL is not set: the contract is skipped on a true server')

describe.skipIf(url === undefined)('on the server that EVENTSTOREDB_URL names', () => {
  // without `connection`: nobody may cut the connections of a server that others use
  storeContract(
    { describe, it },
    { ...subject, name: 'the EventStoreDB store', place: () => serverPlace(url ?? '', writer) },
  )
})
