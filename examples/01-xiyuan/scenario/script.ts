// The whole story as an ordered list of entries, from the founding to the end of the window.
import { instantAt } from '../calendar.js'
import { assumed } from '../facts.js'
import { actions } from './actions.js'
import type { Entry } from './entry.js'
import { changesOfMembership, founding } from './founding.js'
import { endOfIssue, openIssue, type Decision } from './issues.js'
import { issuePlans } from './issue-plans.js'
import { mattersOfMeetings } from './matters.js'
import { knownFrom, meetings } from './meeting-dates.js'
import { preparation } from './meeting-preparation.js'
import { minutesOf } from './minutes.js'
import type { Decided } from './motions.js'
import { resources } from './resources.js'
import { session } from './sessions.js'

function decisions(decided: readonly Decided[]): ReadonlyMap<string, Decision> {
  return new Map(
    decided.flatMap(({ matter: { issue }, adopted, meeting }) =>
      issue === undefined ? [] : [[issue.plan.id, { adopted, knownFrom: knownFrom(meeting) }] as const],
    ),
  )
}

/** In the order in which it is entered; what is entered at the same instant, in the order of the chapters. */
export function story(): readonly Entry[] {
  const issues = issuePlans().map(openIssue)
  const matters = mattersOfMeetings(issues)
  const sessions = meetings.map((meeting) => ({ meeting, ...session(meeting, matters.get(meeting.name) ?? []) }))
  const decided = sessions.flatMap((one) => one.decided)
  const outcomes = decisions(decided)
  const chapters = [
    ...founding(),
    ...changesOfMembership(),
    ...issues.flatMap(({ entries }) => entries),
    ...resources(),
    ...meetings.flatMap((meeting) => preparation(meeting, matters.get(meeting.name) ?? [])),
    ...sessions.flatMap(({ meeting, ...one }) => [...one.entries, ...minutesOf(meeting, one.decided)]),
    ...actions(decided),
    ...issues.flatMap((issue) => endOfIssue(issue, outcomes.get(issue.plan.id))),
  ]
  const end = instantAt(assumed.to, '23:59')
  // a story cut off at an instant is one that could have happened: nothing rests on what comes later
  return chapters.filter(({ at }) => at <= end).toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
