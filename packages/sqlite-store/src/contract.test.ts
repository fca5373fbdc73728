import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  idIndexContract,
  storeContract,
  viewStoreContract,
  type StoreUnderTest,
  type ViewStoreUnderTest,
} from '@lianxi/event-sourcing/testing'
import { build } from 'esbuild'
import { describe, it } from 'vitest'
import { contractPlace } from './contract-place.js'
import { openSqliteViewStore } from './view-store-file.js'

// as one text it starts in a tenth of the time that tsx would take
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('contract-writer.ts', import.meta.url))],
  bundle: true,
  write: false,
  minify: true,
  platform: 'node',
  format: 'esm',
  conditions: ['lianxi-source'],
  external: ['better-sqlite3'],
})
const writer = outputFiles[0]?.text ?? ''

const subject: StoreUnderTest = {
  name: 'the SQLite store',
  place: () => contractPlace(writer),
  capabilities: { durable: true, severalProcesses: true },
  viewStore: true,
}

const viewSubject: ViewStoreUnderTest = {
  name: 'the SQLite view store',
  place() {
    const folder = mkdtempSync(join(tmpdir(), 'lianxi-'))
    return {
      open: () => openSqliteViewStore(join(folder, 'views.db')),
      remove: () => rmSync(folder, { recursive: true }),
    }
  },
  capabilities: subject.capabilities,
}

storeContract({ describe, it }, subject)
idIndexContract({ describe, it }, subject)
viewStoreContract({ describe, it }, viewSubject)
