// Files of a benchmark: a folder of its own, gone when it ends.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export async function inFolder<T>(work: (fileNamed: (name: string) => string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxi-bench-'))
  try {
    return await work((name) => join(folder, name))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
