import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeContract } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import { openSqliteStore } from './sqlite-store.js'

storeContract(
  { describe, it },
  {
    name: 'the SQLite store',
    place() {
      const folder = mkdtempSync(join(tmpdir(), 'lianxi-'))
      return {
        open: () => openSqliteStore(join(folder, 'store.db')),
        remove: () => rmSync(folder, { recursive: true }),
      }
    },
    capabilities: { durable: true, severalProcesses: true },
    viewStore: true,
  },
)
