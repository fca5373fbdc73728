// Why an offer or a need says no.
import { rejecter, type RejectionsOf } from '@lianxi/event-sourcing'
import type { CalendarDate } from '../calendar.js'
import type { PledgeId, UnitId } from '../ids.js'
import type { Quantity } from '../quantity.js'

export const rejections = {
  'already-listed': { sentence: (d: { title: string }) => `it was listed before, as ${d.title}` },
  'not-listed': { sentence: () => 'nothing is listed under this id; list it first' },
  'other-side': {
    sentence: (d: { side: 'offer' | 'need' }) =>
      `this is ${d.side === 'offer' ? 'an offer' : 'a need'}; claim it as such`,
  },
  'offer-expired': {
    sentence: (d: { until: CalendarDate; today: CalendarDate }) =>
      `it was offered until ${d.until}, and it is ${d.today}; ask for a new offer`,
  },
  'own-listing': { sentence: (d: { unitId: UnitId }) => `unit ${d.unitId} listed it itself; another unit claims it` },
  'other-measure': { sentence: (d: { measure: string }) => `it is counted in ${d.measure}; nothing is converted` },
  'more-than-left': {
    clause: 'resource.reservedOnce',
    sentence: (d: { left: string; measure: string }) => `${d.left} ${d.measure} are left; claim no more than that`,
  },
  'claim-id-taken': {
    sentence: (d: { pledgeId: PledgeId }) => `${d.pledgeId} is another claim; give this one an id of its own`,
  },
  'no-such-claim': { sentence: (d: { pledgeId: PledgeId }) => `there is no claim ${d.pledgeId}` },
  'not-the-lister': {
    sentence: (d: { unitId: UnitId | null }) =>
      d.unitId === null
        ? 'it is the need of the alliance; an office answers'
        : `unit ${d.unitId} listed it, and answers`,
  },
  'own-claim': {
    sentence: (d: { unitId: UnitId }) =>
      `unit ${d.unitId} claimed it itself; an office holder of another unit answers for the alliance`,
  },
  'claim-not-open': {
    sentence: (d: { standing: string }) => `the claim is ${d.standing}; only an open one is answered`,
  },
  'claim-not-accepted': {
    sentence: (d: { standing: string }) => `the claim is ${d.standing}; only an accepted one is released`,
  },
  'more-than-claimed': {
    sentence: (d: { quantity: Quantity }) => `${d.quantity.value} ${d.quantity.unit} were claimed; no more can be used`,
  },
} as const

export const reject = rejecter('resource', rejections)
export type ResourceRejection = RejectionsOf<typeof rejections>
