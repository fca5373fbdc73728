// The files of a command line, looked at before any is opened: what is read is there, what is written can be, and nothing
// that a person keeps is written over.
import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { BadInput, naming } from './bad-input.js'
import { realPath } from './real-path.js'

export interface NamedFile {
  /** What names it: `--json`. */
  readonly by: string
  readonly path: string
  readonly use: 'read' | 'write' | 'store'
}

/** What a store keeps beside its file: SQLite's own, and the lock of `open-alone.ts`. */
const besideAStore = ['-wal', '-shm', '-journal', '-lock']

/** Two paths that mean one file have one place, links of either kind included. */
function placeOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found === undefined ? realPath(path) : `${found.dev}:${found.ino}`
}

function placesOf({ path, use }: NamedFile): readonly string[] {
  const beside = use === 'store' ? besideAStore.map((ending) => `${realPath(path)}${ending}`) : []
  return [path, ...beside].map(placeOf)
}

function isDatabase(path: string): boolean {
  const beginning = Buffer.alloc(16)
  const file = openSync(path, 'r')
  try {
    readSync(file, beginning)
  } finally {
    closeSync(file)
  }
  return beginning.toString('latin1') === 'SQLite format 3\0'
}

function checkReadable(path: string): void {
  if (!existsSync(path)) throw new BadInput('there is no such file')
  accessSync(path, constants.R_OK)
}

function checkWritable(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found !== undefined) accessSync(path, constants.W_OK)
  // a terminal, a pipe or a device, which nothing takes the place of
  if (found?.isFile() === false) return
  const folder = dirname(realPath(path))
  if (!existsSync(folder)) throw new BadInput(`there is no folder ${folder}`)
  accessSync(folder, constants.W_OK)
  if (found !== undefined && isDatabase(path)) throw new BadInput('is a SQLite database; name another file')
}

function checkUse({ path, use }: NamedFile): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new BadInput('is a folder')
  if (use === 'read') checkReadable(path)
  if (use === 'write') checkWritable(path)
}

/** Looks at a file. What we or the file system object to names the flag and the path. */
function lookAt<T>(file: NamedFile, look: (file: NamedFile) => T): T {
  try {
    return look(file)
  } catch (error) {
    throw naming(`${file.by}: ${file.path}`, error)
  }
}

/** Throws `BadInput`, which names the flag and the path. */
export function checkFiles(files: readonly NamedFile[]): void {
  const owners = new Map<string, NamedFile>()
  for (const file of files) {
    if (file.path === '') throw new BadInput(`${file.by}: names no file`)
    for (const place of lookAt(file, placesOf)) {
      const other = owners.get(place)
      if (other !== undefined) throw new BadInput(`${other.by} and ${file.by}: ${file.path}: are one file; name two`)
      owners.set(place, file)
    }
  }
  for (const file of files) lookAt(file, checkUse)
}
