// How units and people take part in a meeting.
import * as z from 'zod'
import { unitId } from '../ids.js'

/** Whether a person holds the unit's vote in the room, or is heard only. */
export const capacity = z.enum(['voting', 'nonVoting'])
export type Capacity = z.output<typeof capacity>

export const mode = z.enum(['inPerson', 'remote'])

/** How a unit stands once the meeting is over: it came, it sent an apology, or neither. */
export const standing = z.enum(['attended', 'excused', 'missed'])
export type Standing = z.output<typeof standing>

export const attendanceRow = z.strictObject({ unitId, standing })
