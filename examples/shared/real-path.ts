// Which file a path means, whatever leads to it, and whether or not it is there yet.
import { readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

function orUndefined<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EINVAL'))
      return undefined
    throw error
  }
}

/** The path without links. Throws what the file system says where nothing could ever be. */
export function realPath(path: string): string {
  const found = orUndefined(() => realpathSync.native(path))
  if (found !== undefined) return found
  const folder = realPath(dirname(resolve(path)))
  const target = orUndefined(() => readlinkSync(path))
  return target === undefined ? join(folder, basename(path)) : realPath(resolve(folder, target))
}
