// Finds a file that was moved, replaced or deleted while it was open: what is written to it then is lost to the next who opens the path.
import { realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { LianxiError } from '@lianxi/event-sourcing'
import { asking } from './asking.js'
import { namesIn } from './names-in-folder.js'

interface Identity {
  readonly ino: bigint
  readonly dev: bigint
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
  const whereNamesChanged = namesIn(dirname(file))
  const linked = file !== resolve(path)
  const own = { at: path, identity: identityOf(path) }
  const all = [own, ...[`${file}-wal`, `${file}-shm`].map((at) => ({ at, identity: identityOf(at) }))]

  function check({ at, identity }: { readonly at: string; readonly identity: Identity | undefined }): void {
    const found = identityOf(at)
    if (found !== undefined && found.ino === identity?.ino && found.dev === identity.dev) return
    const reason = 'it was moved, replaced or deleted while it was open; put it back, or open what stands there now'
    throw new LianxiError('store-file', { path: at, reason })
  }

  const lookClosely = () => all.forEach(check)

  return () => {
    // asking after a file that is being written costs a fifth of a commit on some systems
    whereNamesChanged(lookClosely)
    // names on the way to the folder are in other folders
    if (linked) check(own)
  }
}
