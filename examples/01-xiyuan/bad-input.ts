// What a person gave and cannot be used: a flag, a file, a store. Said in one line, with exit code 1.
import { isLianxiError } from '@lianxi/event-sourcing'

export class BadInput extends Error {
  override readonly name = 'BadInput'
}

/** Does it, and names the path in front of what is said of it. */
export async function about<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    const known = error instanceof BadInput || isLianxiError(error)
    if (!known || error.message.startsWith(path)) throw error
    throw new BadInput(`${path}: ${error.message}`, { cause: error })
  }
}
