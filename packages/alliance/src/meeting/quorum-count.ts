// Who was counted for the quorum, and by which rule: enough to count again.
import * as z from 'zod'
import { quorumRule } from '../charter.js'
import { unitId } from '../ids.js'

export const quorumCount = z.strictObject({
  entitled: z.array(unitId),
  present: z.array(unitId),
  needed: z.int().min(0),
  charterVersion: z.int().min(1),
  quorum: quorumRule,
})
