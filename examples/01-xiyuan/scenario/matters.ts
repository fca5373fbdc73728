// What each meeting is asked to deal with: first the issues that units take to it, then matters brought by turns.
import { idOf } from '../ids.js'
import { standingMatters } from '../issue-catalogue.js'
import { chanceOf } from '../random.js'
import { roster, type Unit } from '../roster.js'
import type { OpenIssue } from './issues.js'
import { callOpensOn, mattersOfAMeeting, meetings, type MeetingDates } from './meeting-dates.js'

export interface Matter {
  readonly name: string
  readonly topicId: string
  readonly title: string
  readonly category?: string
  readonly proposer: Unit
  readonly issue?: OpenIssue
  readonly deliverable: string
}

/** At most so many of a meeting's matters are issues. */
const mostIssues = 4

function matterOf(issue: OpenIssue): Matter {
  const { name, title, place, about, owner } = issue.plan
  const topic = `topic/${name}`
  return {
    name: topic,
    topicId: idOf(topic),
    title: `${place}${title}`,
    category: about.category,
    proposer: owner,
    issue,
    deliverable: `解决${place}${title}`,
  }
}

function standingMatter(meeting: MeetingDates, turn: number): Matter {
  const proposer = chanceOf('turns').shuffled(roster)[turn % roster.length] ?? roster[0]
  const matter = standingMatters[turn % standingMatters.length] ?? standingMatters[0]
  if (proposer === undefined || matter === undefined) throw new Error('nobody and nothing has a turn')
  const name = `topic/${meeting.name}/turn-${turn}`
  return { name, topicId: idOf(name), ...matter, proposer }
}

/** The matters that each meeting deals with, by its name. The meeting that takes up another's has none of its own. */
export function mattersOfMeetings(issues: readonly OpenIssue[]): ReadonlyMap<string, readonly Matter[]> {
  const waiting = issues
    .filter(({ plan }) => plan.fate === 'toMeeting')
    .toSorted((a, b) => (a.diary.date < b.diary.date ? -1 : 1))
  const matters = new Map<string, readonly Matter[]>()
  let turn = 0
  for (const meeting of meetings) {
    if (meeting.takesUp !== undefined) {
      matters.set(meeting.name, matters.get(meeting.takesUp) ?? [])
      continue
    }
    const ready = waiting.filter(({ diary }) => diary.date < callOpensOn(meeting)).slice(0, mostIssues)
    waiting.splice(0, ready.length)
    const brought = ready.map(matterOf)
    const byTurns = Array.from({ length: mattersOfAMeeting - brought.length }, () => standingMatter(meeting, turn++))
    matters.set(meeting.name, [...brought, ...byTurns])
  }
  return matters
}
