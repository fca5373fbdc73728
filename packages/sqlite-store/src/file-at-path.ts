// Finds a file that was moved, replaced or deleted while it was open: what is written to it then is lost to the next who opens the path.
import { realpathSync, statSync } from 'node:fs'
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

/**
 * Returns what throws `store-file` from the moment on at which another file, or none, stands at the path or in place of what SQLite keeps
 * beside it: the log, which holds what was stored last, and its index, by which processes take turns. Both stand while a connection is open.
 */
export function fileAtPath(path: string): () => void {
  // they stand beside the file behind a symbolic link
  const file = asking(path, () => realpathSync(path))
  const opened = [path, `${file}-wal`, `${file}-shm`].map((at) => ({ at, identity: identityOf(at) }))
  return () => {
    for (const { at, identity } of opened) {
      const found = identityOf(at)
      if (found !== undefined && found.ino === identity?.ino && found.dev === identity.dev) continue
      const reason = 'it was moved, replaced or deleted while it was open; put it back, or open what stands there now'
      throw new LianxiError('store-file', { path: at, reason })
    }
  }
}
