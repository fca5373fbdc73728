// What a motion proposes: a text, the issues that it answers, and who is to do what by when.
import * as z from 'zod'
import { calendarDate } from '../calendar.js'
import { actionId, issueId, meetingId, topicId, unitId } from '../ids.js'
import { line, prose } from '../text.js'

export const proposedAction = z.strictObject({
  actionId,
  leadUnitId: unitId,
  coUnitIds: z.array(unitId).max(20),
  deliverable: line,
  dueOn: calendarDate,
})

/** The words of a motion as its mover says them. */
export const motionText = z.strictObject({
  meetingId,
  topicId: z.exactOptional(topicId),
  text: prose,
  issueIds: z.array(issueId).max(20),
  actions: z.array(proposedAction).max(20),
})

/** The same, with the unit that moved it, where a unit did. What becomes of a motion repeats it whole. */
export const proposal = motionText.extend({ moverUnitId: z.exactOptional(unitId) })
export type Proposal = z.output<typeof proposal>
