// Finds a file that was moved, replaced or deleted while it was open: what is written to it then is lost to the next who opens the path.
import { realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { LianxiError } from '@lianxi/event-sourcing'

interface Identity {
  readonly ino: bigint
  readonly dev: bigint
}

/** Does what asks the system, and throws `store-file` for what it answers instead. */
function asking<T>(path: string, ask: () => T): T {
  try {
    return ask()
  } catch (error) {
    throw new LianxiError('store-file', { path, reason: error instanceof Error ? error.message : String(error) }, error)
  }
}

function identityOf(path: string): Identity | undefined {
  return asking(path, () => statSync(path, { bigint: true, throwIfNoEntry: false }))
}

// a file system may write times down in steps as long as this
const settledMs = 100

/** Tells whether names in a folder may have come, gone or changed, or another folder stands there, since it was last asked. */
function namesIn(folder: string): { mayHaveChanged(): boolean } {
  let settled: { readonly mtimeMs: number; readonly ino: number; readonly dev: number } | undefined
  return {
    mayHaveChanged() {
      // no big numbers, which cost as much as the asking; whoever sees a change looks closely
      const found = asking(folder, () => statSync(folder, { throwIfNoEntry: false }))
      if (found === undefined) return true
      const { mtimeMs, ino, dev } = found
      if (settled?.mtimeMs === mtimeMs && settled.ino === ino && settled.dev === dev) return false
      // a change in the same step of the clock as the last would not show
      settled = Date.now() - mtimeMs > settledMs ? { mtimeMs, ino, dev } : undefined
      return true
    },
  }
}

/**
 * Returns what throws `store-file` from the moment on at which another file, or none, stands at the path or in place of what SQLite keeps
 * beside it: the log, which holds what was stored last, and its index, by which processes take turns. Both stand while a connection is open.
 */
export function fileAtPath(path: string): () => void {
  // they stand beside the file behind a symbolic link
  const file = asking(path, () => realpathSync(path))
  const names = namesIn(dirname(file))
  const linked = file !== resolve(path)
  const own = { at: path, identity: identityOf(path) }
  const all = [own, ...[`${file}-wal`, `${file}-shm`].map((at) => ({ at, identity: identityOf(at) }))]

  function check({ at, identity }: { readonly at: string; readonly identity: Identity | undefined }): void {
    const found = identityOf(at)
    if (found !== undefined && found.ino === identity?.ino && found.dev === identity.dev) return
    const reason = 'it was moved, replaced or deleted while it was open; put it back, or open what stands there now'
    throw new LianxiError('store-file', { path: at, reason })
  }

  return () => {
    // asking after a file that is being written costs a fifth of a commit on some systems
    if (names.mayHaveChanged()) all.forEach(check)
    // names on the way to the folder are in other folders
    else if (linked) check(own)
  }
}
