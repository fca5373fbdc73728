// What holds from one instant to another: state that others ask about an instant keeps these.
import type { DeepReadonly, Instant } from '@lianxi/event-sourcing'

/** From an instant on, that one included, until another, which is not; open where it has not ended. */
export interface Interval {
  from: Instant
  to?: Instant
}

export function covers({ from, to }: DeepReadonly<Interval>, at: Instant): boolean {
  return from <= at && (to === undefined || at < to)
}
