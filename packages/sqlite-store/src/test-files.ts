// Folders for tests: each test has its own, and leaves none behind.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLianxiError, toStreamName, type NewEvent } from '@lianxi/event-sourcing'
import { openSqliteStore } from './sqlite-store.js'

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

/** `whole` where the stream `note-north.a` of the file holds just these events, the code of the error, or what was wrong. */
export async function readOutcome(path: string, expected: readonly NewEvent[]): Promise<string> {
  const texts: string[] = []
  try {
    const store = openSqliteStore(path)
    try {
      for await (const batch of store.readStream(toStreamName('note-north.a')))
        texts.push(...batch.map(({ data }) => data))
    } finally {
      await store.close()
    }
  } catch (error) {
    return isLianxiError(error) ? error.code : String(error)
  }
  return texts.join() === expected.map(({ data }) => data).join() ? 'whole' : 'wrong events'
}

/** Ends a test that cannot be run here, and prints why. */
export function leaveOut(on: { skip(why: string): never }, why: string): never {
  console.info(`left out: ${why}`)
  return on.skip(why)
}
