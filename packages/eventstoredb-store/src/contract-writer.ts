// A process that has a store open on a server, for the cases of the contract that end it (contract.test.ts).
import { createInterface } from 'node:readline'
import { serveWriter } from '@lianxi/event-sourcing/testing'
import { openEventStoreDBStore } from './eventstoredb-store.js'

const [connectionString = '', namespace = ''] = process.argv.slice(1)

await serveWriter(openEventStoreDBStore({ connectionString, namespace }), {
  lines: createInterface({ input: process.stdin }),
  print: (line) => process.stdout.write(`${line}\n`),
})
