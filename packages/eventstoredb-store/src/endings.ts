// When the end of an answer is believed to be the end of what was asked for: an answer that was cut short may end as a success too.
import type { Given } from './take-on.js'

export interface Endings {
  hear(given: Given): void
  /** Whether nothing more need be asked. */
  readonly believed: boolean
}

/**
 * An answer with events is followed by another question, and the end is where that one gives none. Where no event came at all, two empty
 * answers are needed.
 */
export function endings(): Endings {
  let known = false
  let inAnswer = 0
  let empty = 0
  let missing = false
  return {
    hear(given) {
      if (given.type === 'events') inAnswer += given.events.length
      if (given.type === 'missing') missing = true
      if (given.type !== 'end') return
      known ||= inAnswer > 0
      empty = inAnswer > 0 ? 0 : empty + 1
      inAnswer = 0
    },
    get believed() {
      return missing || empty >= (known ? 1 : 2)
    },
  }
}
