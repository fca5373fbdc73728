// What a program says about where a file stands, checked before anything is opened or written.
import { LianxiError, quoted } from '@lianxi/event-sourcing'

function flawOf(path: string): string | undefined {
  if (path === '') return 'it has no name'
  // better-sqlite3 would cut these off, and then open, or make, another file than the one that is named
  if (path.trim() !== path) return 'its name has white space at an end'
  if (path.includes('\0')) return 'its name has a NUL in it'
  return undefined
}

/** Throws `store-file` for a path at which no file can stand that keeps what it is given, and `invalid-input` for what is no text. */
export function checkPath(path: string): void {
  // as a program without types may give it
  const given: unknown = path
  if (typeof given !== 'string')
    throw new LianxiError('invalid-input', {
      what: 'path of a SQLite file',
      path: '',
      reason: `${quoted(given)} is no text`,
    })
  const reason = flawOf(path)
  if (reason !== undefined) throw new LianxiError('store-file', { path, reason })
}
