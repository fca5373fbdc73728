// The records know days, not hours: by convention the acts of a day stand at its first milliseconds (UTC), in the order of the record.
import type { CalendarDate } from '@lianxi/alliance'

export interface Moments {
  /** The next instant of the day. */
  next(): string
  /** The instant after so many more. */
  ahead(steps: number): string
}

export function momentsOf(date: CalendarDate): Moments {
  const midnight = Date.parse(`${date}T00:00:00.000Z`)
  let taken = 0
  const at = (step: number) => new Date(midnight + step).toISOString()
  return { next: () => at(taken++), ahead: (steps) => at(taken + steps - 1) }
}
