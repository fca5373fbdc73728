// How units behave, by what they are: a table of counts, so that many figures can be worked out by hand. All of it is invented.
import type { UnitSort } from './roster.js'

/** What becomes of an issue. */
export type IssueFate =
  | 'fixed'
  | 'returnedThenFixed'
  | 'reopened'
  | 'handedOver'
  | 'toMeeting'
  | 'stalled'
  | 'nobodyTakesIt'
  | 'cannotFix'
  | 'notOurs'
  | 'withdrawn'

export type IssueFates = Readonly<Partial<Record<IssueFate, number>>>

export interface Conduct {
  /** Of twelve meetings. The one that lacks its quorum is among the excused and missed of those who stay away from it. */
  readonly meetings: { readonly attended: number; readonly excused: number; readonly missed: number }
  /** Days until it answers, at least and at most. */
  readonly replyDays: readonly [number, number]
  /** How many issues each unit raises, by what becomes of them. */
  readonly issues: IssueFates
  /** Offers and needs that each unit lists in a yearly round. */
  readonly offers: number
  readonly needs: number
  /** Weights of a ballot where the room leans towards a motion. */
  readonly ballots: { readonly for: number; readonly against: number; readonly abstain: number }
}

export const conduct: Readonly<Record<UnitSort, Conduct>> = {
  public: {
    meetings: { attended: 9, excused: 1, missed: 2 },
    replyDays: [4, 10],
    issues: { fixed: 3, toMeeting: 1, stalled: 1, notOurs: 1 },
    offers: 3,
    needs: 1,
    ballots: { for: 80, against: 8, abstain: 12 },
  },
  community: {
    meetings: { attended: 10, excused: 1, missed: 1 },
    replyDays: [1, 4],
    issues: {
      fixed: 10,
      returnedThenFixed: 2,
      reopened: 1,
      handedOver: 2,
      toMeeting: 3,
      stalled: 1,
      nobodyTakesIt: 1,
      cannotFix: 1,
      withdrawn: 1,
    },
    offers: 0,
    needs: 4,
    ballots: { for: 88, against: 6, abstain: 6 },
  },
  enterprise: {
    meetings: { attended: 9, excused: 2, missed: 1 },
    replyDays: [6, 15],
    issues: { fixed: 2, toMeeting: 1, stalled: 1 },
    offers: 2,
    needs: 0,
    ballots: { for: 70, against: 18, abstain: 12 },
  },
  subdistrict: {
    meetings: { attended: 10, excused: 2, missed: 0 },
    replyDays: [1, 3],
    issues: { fixed: 4, handedOver: 1, toMeeting: 1, reopened: 1, stalled: 1 },
    offers: 3,
    needs: 0,
    ballots: { for: 92, against: 2, abstain: 6 },
  },
}

/** What residents bring in through the hotline and the grid: no unit's own. */
export const residentsIssues: IssueFates = {
  fixed: 7,
  returnedThenFixed: 1,
  reopened: 1,
  toMeeting: 1,
  stalled: 2,
  cannotFix: 1,
  notOurs: 1,
}

/** Needs of the alliance as a whole in a yearly round; no unit lists them. */
export const needsOfTheAlliance = 2

/** Ballots where the room leans against a motion, whoever votes. */
export const againstTheMotion = { for: 22, against: 68, abstain: 10 } as const

export type ActionFate =
  | 'onTime'
  | 'withProgress'
  | 'extended'
  | 'returned'
  | 'late'
  | 'lateAfterRefusal'
  | 'lateAndReturned'
  | 'reopened'
  | 'stalled'

/** What becomes of the actions that a unit leads, one after another and round again; each unit begins elsewhere. */
export const actionFates: readonly ActionFate[] = [
  'withProgress',
  'late',
  'onTime',
  'extended',
  'lateAfterRefusal',
  'withProgress',
  'returned',
  'onTime',
  'lateAndReturned',
  'withProgress',
  'onTime',
  'stalled',
  'extended',
  'withProgress',
]

export type PledgeFate = 'delivered' | 'inParts' | 'disputed' | 'short' | 'neverCommitted' | 'cancelled' | 'defaulted'

/** Of the pledges of a yearly round; the first three end fulfilled. 28 needs and 27 offers make 24 pledges, 20 of them kept. */
export const pledgeFates: Readonly<Record<PledgeFate, number>> = {
  delivered: 12,
  inParts: 6,
  disputed: 2,
  short: 1,
  neverCommitted: 1,
  cancelled: 1,
  defaulted: 1,
}

/** As many of each as the counts say, in the order of the table. */
export function spread<Name extends string>(counts: Readonly<Partial<Record<Name, number>>>): readonly Name[] {
  // the keys of a record by Name
  return (Object.entries(counts) as [Name, number][]).flatMap(([name, count]) =>
    Array.from({ length: count }, () => name),
  )
}
