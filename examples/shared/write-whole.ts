// A file is written beside its place and then moved there: whoever reads it finds the old text or the new, never half of one.
import { randomUUID } from 'node:crypto'
import { chmodSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { naming } from './bad-input.js'
import { realPath } from './real-path.js'

function write(path: string, text: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found !== undefined && !found.isFile()) {
    // nothing takes the place of a terminal, a pipe or a device
    writeFileSync(path, text)
    return
  }
  const place = realPath(path)
  const draft = `${place}.${randomUUID()}.tmp`
  try {
    writeFileSync(draft, text, { flag: 'wx', flush: true })
    if (found !== undefined) chmodSync(draft, found.mode)
    renameSync(draft, place)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/** Throws `BadInput`, which names the path. */
export function writeWhole(path: string, text: string): void {
  try {
    write(path, text)
  } catch (error) {
    throw naming(path, error)
  }
}
