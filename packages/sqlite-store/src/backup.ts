// A copy of the file while it is in use: a prefix of the history, as it stood when the copy began.
import { closeSync, existsSync, fsyncSync, linkSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkOptionNames, LianxiError, quoted } from '@lianxi/event-sourcing'
import type { Database } from 'better-sqlite3'
import { openConnection } from './connection.js'
import { storeError } from './failures.js'
import { checkPath } from './path.js'
import { patience } from './patience.js'

export interface BackupOptions {
  /** Called now and then with the share that is copied, from 0 to 1. */
  readonly onProgress?: (share: number) => void
  /** Ends it, and leaves nothing behind; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

// it waits only for a process that opens the file after another was killed
const busyTimeout = 10_000
// 1 MB at a time, between which the event loop goes on
const pagesAtOnce = 256

// A log that a killed process left counts as taken too: whoever opens the backup would read that log as its own.
const endings = ['', '-wal', '-shm', '-journal']

function taken(path: string): LianxiError {
  return new LianxiError('store-file', {
    path,
    reason: 'there is a file or a folder already; a backup overwrites none',
  })
}

function checkFree(path: string): void {
  const there = endings.map((ending) => `${path}${ending}`).find((file) => existsSync(file))
  if (there !== undefined) throw taken(there)
}

/** Gives the copy its name, which no file may have yet. What the folder says is on disk when it returns. */
function settle(copy: string, path: string): void {
  checkFree(path)
  // unlike a rename, a link overwrites nothing
  linkSync(copy, path)
  // Windows writes a folder by itself, and opens none
  if (process.platform === 'win32') return
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

async function copyTo(path: string, source: Database, { onProgress, signal }: BackupOptions): Promise<void> {
  // a folder of its own, so that what is half done is neither taken for a backup nor left behind
  const folder = mkdtempSync(`${path}-unfinished-`)
  try {
    const copy = join(folder, 'copy.db')
    await source.backup(copy, {
      progress({ totalPages, remainingPages }) {
        signal?.throwIfAborted()
        onProgress?.(1 - remainingPages / totalPages)
        return pagesAtOnce
      },
    })
    signal?.throwIfAborted()
    onProgress?.(1)
    settle(copy, path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const refusals: Readonly<Record<string, 'store-full' | 'store-read-only'>> = {
  ENOSPC: 'store-full',
  EACCES: 'store-read-only',
  EROFS: 'store-read-only',
}

/** What SQLite or the system refused, as an error of ours. */
function backupError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return storeError(path, error)
  if (error.code === 'EEXIST') return taken(path)
  return new LianxiError(refusals[String(error.code)] ?? 'store-file', { path, reason: error.message }, error)
}

function checkOptions(options: BackupOptions): void {
  const what = 'options of a backup'
  checkOptionNames(options, { onProgress: true, signal: true }, { what })
  const { onProgress } = options
  if (onProgress === undefined || typeof onProgress === 'function') return
  throw new LianxiError('invalid-input', { what, path: 'onProgress', reason: `${quoted(onProgress)} is no function` })
}

/** Copies the file `from` to `path`. */
export async function backup(from: string, path: string, options: BackupOptions): Promise<void> {
  checkPath(path)
  checkOptions(options)
  options.signal?.throwIfAborted()
  checkFree(path)
  // A connection of its own stands at one moment: beside it others commit, which would make a copy begin again and again.
  const source = openConnection(from, { busyTimeout })
  try {
    source.exec('BEGIN')
    patience(busyTimeout).atOnce(() => source.prepare('SELECT max(position) FROM events').get())
    await copyTo(path, source, options)
  } catch (error) {
    throw backupError(path, error)
  } finally {
    source.close()
  }
}
