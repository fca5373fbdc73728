// The one place where time comes in: the host's clock, or one that the program was given.
import { instant, parse, type Instant } from '@lianxi/event-sourcing'

/** Instants from a clock's texts. Throws `invalid-input` where the clock gives anything else. */
export function openClock(clock: () => string = () => new Date().toISOString()): () => Instant {
  let last: Instant | undefined
  return () => {
    const text = clock()
    // a command asks twice and many come in a millisecond: a text that was accepted just before is not read again
    if (text !== last) last = parse(instant, text, 'clock')
    return last
  }
}
