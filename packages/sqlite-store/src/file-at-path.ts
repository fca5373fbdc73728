// Finds a file that was moved, replaced or deleted while it was open: what is written to it then is lost to the next who opens the path.
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { LianxiError } from '@lianxi/event-sourcing'

/** Returns what throws `store-file` from the moment on at which another file, or none, stands at the path. */
export function fileAtPath(path: string): () => void {
  // the folder that the process works in may change
  const place = resolve(path)
  const opened = statSync(place, { bigint: true })
  return () => {
    const found = statSync(place, { bigint: true, throwIfNoEntry: false })
    if (found?.ino === opened.ino && found.dev === opened.dev) return
    const reason = 'it was moved, replaced or deleted while it was open; put it back, or open what stands there now'
    throw new LianxiError('store-file', { path, reason })
  }
}
