// A store that cannot write is refused when it is opened, not at its first append.
import { accessSync, constants, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { LianxiError } from '@lianxi/event-sourcing'

/** The file behind any symbolic link, where there is one: its log stands beside it. */
function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

const refusals: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS']

function isRefused(place: string): boolean {
  try {
    accessSync(place, constants.W_OK)
    return false
  } catch (error) {
    // what is not there yet is SQLite's to make, and it says why it cannot
    return error instanceof Error && 'code' in error && refusals.includes(error.code)
  }
}

/** Throws `store-read-only` where this process may not write to the file, or not make a file beside it. */
export function checkWritable(path: string): void {
  const file = realPath(path)
  if (isRefused(file)) throw new LianxiError('store-read-only', { path, reason: 'the file admits no writing' })
  if (isRefused(dirname(file))) {
    throw new LianxiError('store-read-only', {
      path,
      reason: 'its folder admits no file beside it, which the log needs',
    })
  }
}
