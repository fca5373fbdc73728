// The one way in which an option is refused.
import { LianxiError } from '@lianxi/event-sourcing'

/** What they are together, as an error calls them. */
export const theseOptions = 'EventStoreDB options'

/** Throws `invalid-input`. The reason says what was expected and never what was given: that may hold a password. */
export function invalidOption(path: string, reason: string): never {
  throw new LianxiError('invalid-input', { what: theseOptions, path, reason })
}
