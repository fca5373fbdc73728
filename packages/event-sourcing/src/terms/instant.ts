// One spelling of time, so that the order of the texts is the order of the instants.
import * as z from 'zod'

/** A point in time, exactly `YYYY-MM-DDTHH:mm:ss.sssZ`. Any other spelling is refused. */
export const instant = z.iso
  .datetime({ precision: 3, error: 'an instant is of a day of the calendar, written YYYY-MM-DDTHH:mm:ss.sssZ' })
  .regex(/^(?!0000|0001-01-01|9999|9998-12-31)/, 'an instant lies in the years 0001 to 9998, in every time zone')
  .brand<'Instant'>()
export type Instant = z.output<typeof instant>

/** Most instants, as part of an expression: all but those of a leap day. Whatever it admits is one. */
export const instantText: string = String.raw`(?!0000|0001-01-01|9999|9998-12-31)\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z`
