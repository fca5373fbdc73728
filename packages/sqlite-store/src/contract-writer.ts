// A process that has a store open on a file, for the cases of the contract that end it (contract.test.ts).
import { createInterface } from 'node:readline'
import { serveWriter } from '@lianxi/event-sourcing/testing'
import { openSqliteStore } from './sqlite-store.js'

const path = process.argv.at(-1) ?? ''

await serveWriter(openSqliteStore(path), {
  lines: createInterface({ input: process.stdin }),
  print: (line) => process.stdout.write(`${line}\n`),
})
