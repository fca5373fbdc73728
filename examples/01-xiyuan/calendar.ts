// Dates of the story and the instants in them, where the alliance is.
import { Temporal } from 'temporal-polyfill'
import { alliance } from './facts.js'
import type { Chance } from './random.js'

/** The instant of a time of day, `HH:mm`, on a date. */
export function instantAt(date: string, time: string): string {
  const zoned = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(alliance.timeZone)
  return new Date(zoned.epochMilliseconds).toISOString()
}

export function minutesAfter(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString()
}

/** The date so many days later, or the Monday after where that is a weekend. Public holidays are not looked at. */
export function workdayAfter(date: string, days: number): string {
  const day = Temporal.PlainDate.from(date).add({ days })
  return day.add({ days: day.dayOfWeek < 6 ? 0 : 8 - day.dayOfWeek }).toString()
}

export function daysBefore(date: string, days: number): string {
  return Temporal.PlainDate.from(date).subtract({ days }).toString()
}

export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days
}

/** Goes from one working day to a later one, at hours of the office. */
export class Diary {
  #date: string
  readonly #chance: Chance

  constructor(date: string, chance: Chance) {
    this.#date = workdayAfter(date, 0)
    this.#chance = chance
  }

  get date(): string {
    return this.#date
  }

  #someTime(): string {
    const hour = this.#chance.pick(['09', '10', '11', '14', '15', '16'])
    return instantAt(this.#date, `${hour}:${String(this.#chance.between(0, 59)).padStart(2, '0')}`)
  }

  /** An instant today; to be asked for once a day. */
  today(): string {
    return this.#someTime()
  }

  /** An instant at least so many days later; always on a later day. */
  after(days: number): string {
    this.#date = workdayAfter(this.#date, Math.max(1, days))
    return this.#someTime()
  }

  /** Goes to this date if it lies ahead. */
  notBefore(date: string): void {
    if (this.#date < date) this.#date = workdayAfter(date, 0)
  }
}
