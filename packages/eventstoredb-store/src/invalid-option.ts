// The one way in which an option is refused.
import { LianxiError } from '@lianxi/event-sourcing'

/** Throws `invalid-input`. The reason says what was expected and never what was given: that may hold a password. */
export function invalidOption(path: string, reason: string): never {
  throw new LianxiError('invalid-input', { what: 'EventStoreDB options', path, reason })
}
