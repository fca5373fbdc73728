// The kinds of meeting that an alliance calls.
import * as z from 'zod'

/** An emergency meeting may gather without notice. */
export const meetingKind = z.enum(['regular', 'special', 'emergency'])
export type MeetingKind = z.output<typeof meetingKind>
