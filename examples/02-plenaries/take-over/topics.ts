// The topics of a day, each proposed by the organisation of whoever presents it first, or by the secretariat where nobody does.
import type { Item } from '../examine-item.js'
import type { Day } from '../examine.js'
import type { Report } from '../report.js'
import { memberOf, secretariat, type Desk } from './desk.js'
import type { Moments } from './moments.js'
import type { Roster } from './roster.js'

/** A topic that was taken over. */
export interface Topic {
  readonly topicId: string
  readonly item: Item
}

export interface Sitting {
  readonly desk: Desk
  readonly roster: Roster
  readonly report: Report
  readonly moments: Moments
  readonly meetingId: string
  readonly day: Day
}

export async function proposeTopics(sitting: Sitting): Promise<readonly Topic[]> {
  const { day, desk } = sitting
  const topics: Topic[] = []
  const times = new Map<string, number>()
  for (const item of day.items) {
    const nth = (times.get(item.title) ?? 0) + 1
    times.set(item.title, nth)
    const topic = { topicId: desk.idOf('topic', day.date, item.title, String(nth)), item }
    if (await propose(topic, sitting)) topics.push(topic)
  }
  return topics
}

async function propose({ topicId, item }: Topic, sitting: Sitting): Promise<boolean> {
  const { desk, roster, report, moments, meetingId } = sitting
  const [first] = item.presenters
  const no = await desk.tryToEnter(
    { type: 'ProposeTopic', data: { topicId, meetingId, title: item.title } },
    {
      actor: first === undefined ? secretariat : memberOf(roster.unitOf(first.organisation), first.person),
      at: moments.next(),
      path: item.path,
    },
  )
  if (no === undefined) {
    report.stored(item.path)
    if (first !== undefined) report.stored(first.path)
    return true
  }
  report.reported(item.path, no)
  for (const { path } of [...item.presenters, ...(item.conclusion ? [item.conclusion] : []), ...item.reviewers]) {
    report.reported(path, 'its topic is not taken over')
  }
  return false
}
