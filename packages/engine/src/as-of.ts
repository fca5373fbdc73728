// A view as of a day: the events that had happened, or had been entered, by then. A filter, not a prefix.
import { calendarDate, endOfDate, type TimeZone } from '@lianxi/alliance'
import { instant, parse, type Instant, type Metadata } from '@lianxi/event-sourcing'
import * as z from 'zod'

/** Both, where both are given. A date means its end where the alliance is. */
export interface AsOf {
  /** Events that happened until then: an instant or a date. */
  readonly occurred?: string
  /** Events that were entered until then: an instant or a date. */
  readonly recorded?: string
}

const moment = z.union([instant, calendarDate], 'an instant or a date, YYYY-MM-DDTHH:mm:ss.sssZ or YYYY-MM-DD')
export const asOf = z.strictObject({ occurred: z.exactOptional(moment), recorded: z.exactOptional(moment) })

/** Which events are seen, as of moments that `asOf` admits. */
export function asOfFilter(
  { occurred, recorded }: AsOf,
  zone: TimeZone,
): (metadata: Pick<Metadata, 'occurredAt' | 'recordedAt'>) => boolean {
  const until = (at: string | undefined): Instant | undefined => {
    if (at === undefined) return undefined
    const date = calendarDate.safeParse(at)
    return date.success ? endOfDate(date.data, zone) : parse(instant, at, 'asOf')
  }
  const [lastOccurred, lastRecorded] = [until(occurred), until(recorded)]
  return ({ occurredAt, recordedAt }) =>
    (lastOccurred === undefined || occurredAt <= lastOccurred) &&
    (lastRecorded === undefined || recordedAt <= lastRecorded)
}
