// Dates and months in the alliance's time zone, from instants.
import { instant, LianxiError, parse, type Instant } from '@lianxi/event-sourcing'
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'

/** A date, `YYYY-MM-DD`, in the alliance's time zone. */
export const calendarDate = z.iso
  .date('a date is a day of the calendar, written YYYY-MM-DD')
  .regex(/^(?!0000|9999)/, 'a date lies in the years 0001 to 9998')
  .brand<'CalendarDate'>()
export type CalendarDate = z.output<typeof calendarDate>

/** A month, `YYYY-MM`, in the alliance's time zone. */
export const calendarMonth = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written YYYY-MM')
  .brand<'CalendarMonth'>()
export type CalendarMonth = z.output<typeof calendarMonth>

function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

/** An IANA time zone, such as `Asia/Shanghai`. */
export const timeZone = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/, 'a time zone is an IANA name, such as Asia/Shanghai')
  .refine(isTimeZone, 'there is no such time zone')
  .brand<'TimeZone'>()
export type TimeZone = z.output<typeof timeZone>

/** The date of an instant where the alliance is. */
export function dateOf(at: Instant, zone: TimeZone): CalendarDate {
  // a plain date prints as YYYY-MM-DD for the years that an instant can spell
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString() as CalendarDate
}

/** The month of an instant where the alliance is. */
export function monthOf(at: Instant, zone: TimeZone): CalendarMonth {
  // the first seven letters of YYYY-MM-DD
  return dateOf(at, zone).slice(0, 7) as CalendarMonth
}

/** The last millisecond of a date where the alliance is, on days of 23 or 25 hours too. */
export function endOfDate(date: CalendarDate, zone: TimeZone): Instant {
  const nextDay = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone)
  // toISOString of a Date is the one spelling of an instant
  return new Date(nextDay.epochMilliseconds - 1).toISOString() as Instant
}

const localTime = z.iso.datetime({ local: true, precision: -1, error: 'a local time is written YYYY-MM-DDTHH:mm' })

/**
 * The instant of a time on the clock where the alliance is, such as `2018-03-02T09:30` in `Asia/Shanghai`.
 * Throws `invalid-input` for any other spelling, and for a time that the clock skips or shows twice when it is changed.
 */
export function instantAt(local: string, zone: string): Instant {
  const [time, place] = [parse(localTime, local, 'local time'), parse(timeZone, zone, 'time zone')]
  try {
    const { epochMilliseconds } = Temporal.PlainDateTime.from(time).toZonedDateTime(place, { disambiguation: 'reject' })
    return parse(instant, new Date(epochMilliseconds).toISOString(), 'local time')
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    const reason = `${time} is skipped or comes twice in ${place}`
    throw new LianxiError('invalid-input', { what: 'local time', path: '', reason }, cause)
  }
}
