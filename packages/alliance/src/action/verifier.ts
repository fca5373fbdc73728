// Who may verify work: an office, or a member unit, which says which unit it is, so that none verifies its own.
import * as z from 'zod'
import { inOffice, memberUnit, otherRole } from '../actor.js'

export const verifier = z.discriminatedUnion(
  'role',
  [memberUnit, inOffice('verifier', 'secretariat', 'convenor', 'rotatingChair')],
  otherRole,
)
