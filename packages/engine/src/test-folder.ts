// Folders for tests: each test has its own, and leaves none behind.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs a test in an empty folder. */
export async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxi-'))
  try {
    await test(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Runs a test with the path of a file that is not there yet. */
export function withFile(test: (path: string) => Promise<void>): Promise<void> {
  return withFolder((folder) => test(join(folder, 'store.db')))
}
