// A folder for one case of the contract: one file in it, and processes that write to the file.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childWriter, type StorePlace, type WriterProcess } from '@lianxi/event-sourcing/testing'
import { openSqliteStore } from './sqlite-store.js'

const folder = fileURLToPath(new URL('..', import.meta.url))

/** Starts a process that runs `program` with one word. It finds libraries as this package does. */
function startWriter(program: string, path: string): Promise<WriterProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, path], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  return childWriter(child)
}

/** `writer` is the text of contract-writer.ts, compiled. */
export function contractPlace(writer: string): StorePlace {
  const place = mkdtempSync(join(tmpdir(), 'lianxi-'))
  const path = join(place, 'store.db')
  return {
    open: () => openSqliteStore(path),
    writer: () => startWriter(writer, path),
    remove: () => rmSync(place, { recursive: true }),
  }
}
