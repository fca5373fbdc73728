// Folders for tests: each test has its own, and leaves none behind.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NewEvent } from '@lianxi/event-sourcing'

/** Runs a test with the path of a file that is not there yet. */
export async function withFile(test: (path: string) => void | Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxi-'))
  try {
    await test(join(folder, 'store.db'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The event of this number. */
export function note(number: number, text = ''): NewEvent {
  const hex = number.toString(16).padStart(12, '0')
  return {
    id: `00000000-0000-8000-8000-${hex}`,
    type: 'NoteTaken',
    data: JSON.stringify({ number, text }),
    metadata: '{}',
    hash: hex.padStart(64, '0'),
  }
}
