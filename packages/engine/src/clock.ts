// The one place where time comes in: the host's clock, or one that the program was given.
import { instant, parse, type Instant } from '@lianxi/event-sourcing'

/** The host's clock, which many look at in a millisecond. */
function hostClock(): () => string {
  let [at, text] = [Number.NaN, '']
  return () => {
    const now = Date.now()
    if (now !== at) [at, text] = [now, new Date(now).toISOString()]
    return text
  }
}

/** Instants from a clock's texts. Throws `invalid-input` where the clock gives anything else. */
export function openClock(clock: () => string = hostClock()): () => Instant {
  let last: Instant | undefined
  return () => {
    const text = clock()
    // a command asks twice and many come in a millisecond: a text that was accepted just before is not read again
    if (text !== last) last = parse(instant, text, 'clock')
    return last
  }
}
