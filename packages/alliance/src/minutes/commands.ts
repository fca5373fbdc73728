// What may be asked of minutes, by whom, and what comes of it.
import type { CommandTable } from '@lianxi/event-sourcing'
import * as z from 'zod'
import { chair, office } from '../actor.js'
import { meetingId, minutesId, motionId } from '../ids.js'
import { prose } from '../text.js'
import { covered } from './covered.js'
import type { events } from './events.js'

/** How far the meeting is, which of the motions named are not its own, and how far each stream had come. */
const meetingSoFar = z.strictObject({
  meetingPhase: z.string(),
  foreign: z.array(motionId),
  covers: z.array(covered),
})

export const commands = {
  DraftMinutes: {
    by: office,
    data: z.strictObject({ minutesId, meetingId, motionIds: z.array(motionId).max(200), text: prose }),
    needs: meetingSoFar,
    gives: ['MinutesDrafted'],
  },
  IssueMinutes: { by: chair, data: z.strictObject({ minutesId }), gives: ['MinutesIssued'] },
} as const satisfies CommandTable<keyof typeof events>

type Asked = typeof commands
/** What each command says, by its name. */
export type MinutesCommands = { [N in keyof Asked]: z.input<Asked[N]['data']> }
