// What is stored of minutes. Changing a schema changes history: add an upcaster (docs/guides).
import * as z from 'zod'
import { meetingId } from '../ids.js'
import { prose } from '../text.js'
import { covered } from './covered.js'

export const events = {
  MinutesDrafted: z
    .strictObject({ meetingId, covers: z.array(covered), text: prose })
    .meta({ zh: '起草会议纪要', en: 'An office wrote down what a meeting did, in place of any former draft' }),
  MinutesIssued: z
    .strictObject({ covers: z.array(covered) })
    .meta({ zh: '签发会议纪要', en: 'The chair signed the draft; it changes no more' }),
} as const

type Stored = typeof events
/** The data of each event, by its name. */
export type MinutesEvents = { [N in keyof Stored]: z.output<Stored[N]> }
