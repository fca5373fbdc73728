// Questions about a motion: what the ballots add up to, and what follows from it.
import type { DeepReadonly } from '@lianxi/event-sourcing'
import { reaches } from '../charter.js'
import type { MeetingId, UnitId } from '../ids.js'
import type { Outcome, Tally } from './ballot.js'
import type { Motion, Vote } from './evolve.js'

/** The meeting that the motion was moved in, once it was. */
export function meetingOf(motion: DeepReadonly<Motion>): MeetingId | undefined {
  return motion.proposal?.meetingId
}

export function mayVote(vote: DeepReadonly<Vote>, unitId: UnitId): boolean {
  return vote.electorate.includes(unitId)
}

function tallyOf({ ballots }: DeepReadonly<Vote>): Tally {
  const tally: Tally = { for: 0, against: 0, abstain: 0 }
  for (const choice of Object.values(ballots)) tally[choice] += 1
  return tally
}

/** The number that the threshold is a share of. A unit that was there and handed in nothing counts as present. */
function baseOf({ rule, electorate, entitled }: DeepReadonly<Vote>, tally: Tally): number {
  switch (rule.base) {
    case 'cast':
      return tally.for + tally.against
    case 'yesNoAbstain':
      return tally.for + tally.against + tally.abstain
    case 'present':
      return electorate.length
    case 'entitled':
      return entitled
  }
}

/** What the ballots add up to. Without more votes for than against it fails, however small the share that the rule asks: a tie fails. */
export function resultOf(vote: DeepReadonly<Vote>): { tally: Tally; base: number; outcome: Outcome } {
  const tally = tallyOf(vote)
  const base = baseOf(vote, tally)
  const adopted = base > 0 && tally.for > tally.against && reaches(vote.rule.threshold, tally.for, base)
  return { tally, base, outcome: adopted ? 'adopted' : 'failed' }
}

/** The first of these that stands among them again. */
export function namedTwice<Id extends string>(ids: readonly Id[]): Id | undefined {
  return ids.find((id, index) => ids.indexOf(id) !== index)
}

/** Whether two lists name the same, in whatever order; neither names one twice. */
export function namesTheSame(one: readonly UnitId[], other: readonly UnitId[]): boolean {
  return one.length === other.length && one.every((unitId) => other.includes(unitId))
}
