// What a person gave and cannot be used: a flag, a file, a store. Said in one line, with exit code 1.

export class BadInput extends Error {
  override readonly name = 'BadInput'
}

/** Does it, and names the path in front of what it says of bad input. */
export async function about<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw error instanceof BadInput ? new BadInput(`${path}: ${error.message}`, { cause: error }) : error
  }
}
