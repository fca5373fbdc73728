// What a person gave and cannot be used: a flag, a file, a store. Said in one line, with exit code 1.
import { isLianxiError } from '@lianxi/event-sourcing'
import { printable } from './cells.js'

export class BadInput extends Error {
  override readonly name = 'BadInput'
}

/** What the file system refuses is bad input too. */
function isBadInput(error: unknown): error is Error {
  return error instanceof BadInput || isLianxiError(error) || (error instanceof Error && 'syscall' in error)
}

/** The error with what it is about in front; a bug of ours as it is. */
export function naming(path: string, error: unknown): unknown {
  if (!isBadInput(error) || error.message.startsWith(path)) return error
  return new BadInput(`${path}: ${error.message}`, { cause: error })
}

/** Does it, and names the path in front of what is said of it. */
export async function about<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw naming(path, error)
  }
}

/** Does it, and says in a line what cannot be used; a bug of ours is thrown. Returns the exit code. */
export async function exitCodeOf(action: () => Promise<void>, stderr: NodeJS.WritableStream): Promise<number> {
  try {
    await action()
    return 0
  } catch (error) {
    if (!isBadInput(error)) throw error
    stderr.write(`${printable(error.message)}\n`)
    return 1
  }
}
