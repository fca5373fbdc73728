// A folder for one case of the contract: one file in it, and processes that write to the file.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { writerOver, type StorePlace, type WriterProcess } from '@lianxi/event-sourcing/testing'
import { openSqliteStore } from './sqlite-store.js'

const script = fileURLToPath(new URL('contract-writer.ts', import.meta.url))
const here = fileURLToPath(new URL('..', import.meta.url))

function startWriter(path: string): Promise<WriterProcess> {
  const child = spawn(process.execPath, ['--conditions=lianxi-source', '--import', 'tsx', script, path], {
    cwd: here,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  // what is sent to a process that is gone is nobody's failure: its answer does not come
  child.stdin.on('error', () => {})
  return writerOver({
    lines: createInterface({ input: child.stdout }),
    send: (line) => child.stdin.write(`${line}\n`),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  })
}

export function contractPlace(): StorePlace {
  const folder = mkdtempSync(join(tmpdir(), 'lianxi-'))
  const path = join(folder, 'store.db')
  return {
    open: () => openSqliteStore(path),
    writer: () => startWriter(path),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
