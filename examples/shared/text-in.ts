// The text of a file that a person names. What is no text is refused, not mended: a letter that cannot be read is not history.
import { readFileSync } from 'node:fs'
import { BadInput } from './bad-input.js'

/** Throws `BadInput`, which names the path. */
export function textIn(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path))
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is no text in UTF-8' : error instanceof Error ? error.message : ''
    throw new BadInput(`${path}: ${reason}`, { cause: error })
  }
}
