// What an action is: who leads it, who helps, what is to be there by when.
import * as z from 'zod'
import { calendarDate } from '../calendar.js'
import { motionId, unitId } from '../ids.js'
import { line } from '../text.js'

export const coUnitIds = z.array(unitId).max(20)

export const assignment = z.strictObject({
  motionId,
  leadUnitId: unitId,
  coUnitIds,
  deliverable: line,
  dueOn: calendarDate,
})

export const percent = z.int().min(0).max(100)
