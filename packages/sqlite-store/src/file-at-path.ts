// Finds a file that was moved, replaced or deleted while it was open: what is written to it then is lost to the next who opens the path.
import { statSync } from 'node:fs'
import { LianxiError } from '@lianxi/event-sourcing'

/** Returns what throws `store-file` from the moment on at which another file, or none, stands at the path. */
export function fileAtPath(path: string): () => void {
  const opened = statSync(path, { bigint: true })
  return () => {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false })
    if (found?.ino === opened.ino && found.dev === opened.dev) return
    const reason = 'it was moved, replaced or deleted while it was open; put it back, or open what stands there now'
    throw new LianxiError('store-file', { path, reason })
  }
}
