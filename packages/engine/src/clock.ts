// The one place where time comes in: the host's clock, or one that the program was given.
import { instant, parse, type Instant } from '@lianxi/event-sourcing'

/** Instants from a clock's texts. Throws `invalid-input` where the clock gives anything else. */
export function openClock(clock: () => string = () => new Date().toISOString()): () => Instant {
  return () => parse(instant, clock(), 'clock')
}
