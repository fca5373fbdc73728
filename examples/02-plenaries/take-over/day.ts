// A day as a joint meeting, from its call for topics to its minutes.
import type { Day } from '../examine.js'
import type { Report } from '../report.js'
import { recordDecisions } from './decisions.js'
import { convenor, memberOf, secretariat, type Desk } from './desk.js'
import { draftMinutes, reportUnminuted } from './minutes.js'
import { momentsOf } from './moments.js'
import { takeReviewers } from './reviewers.js'
import type { Roster } from './roster.js'
import { proposeTopics, type Sitting, type Topic } from './topics.js'

const itemsOnAnAgenda = 500

/** As many topics as an agenda holds; a day without topics is on it for itself. */
function agendaOf(topics: readonly Topic[], title: string) {
  const items = topics.slice(0, itemsOnAnAgenda).map(({ topicId, item }) => ({ topicId, title: item.title }))
  return items.length === 0 ? [{ title }] : items
}

/** The call lasts until the last topic is proposed. */
async function callForTopics(sitting: Sitting): Promise<readonly Topic[]> {
  const { desk, moments, meetingId, day } = sitting
  const opened = { actor: secretariat, at: moments.next(), path: day.path }
  const closesAt = moments.ahead(day.items.length)
  await desk.enter({ type: 'OpenTopicCall', data: { meetingId, closesAt } }, opened)
  return proposeTopics(sitting)
}

async function prepare(sitting: Sitting): Promise<readonly Topic[]> {
  const { desk, moments, meetingId, day } = sitting
  const { date, title, path } = day
  const act = () => ({ actor: secretariat, at: moments.next(), path })
  await desk.enter({ type: 'PlanMeeting', data: { meetingId, kind: 'regular', title, date } }, act())
  const topics = day.items.length === 0 ? [] : await callForTopics(sitting)
  await desk.enter({ type: 'SettleAgenda', data: { meetingId, items: agendaOf(topics, title) } }, act())
  const notice = act()
  await desk.enter({ type: 'GiveNotice', data: { meetingId, at: notice.at } }, notice)
  return topics
}

/** Whether anybody's presence was taken over. */
async function signIn({ desk, roster, report, moments, meetingId, day }: Sitting): Promise<boolean> {
  let anybody = false
  for (const { person, organisation, path } of day.presences) {
    const no = await desk.tryToEnter(
      { type: 'SignIn', data: { meetingId, personRef: person } },
      { actor: memberOf(roster.unitOf(organisation), person), at: moments.next(), path },
    )
    if (no === undefined) report.stored(path)
    else report.reported(path, no)
    anybody ||= no === undefined
  }
  return anybody
}

export interface DayTools {
  readonly desk: Desk
  readonly roster: Roster
  readonly report: Report
}

export async function takeOverDay(day: Day, { desk, roster, report }: DayTools): Promise<void> {
  const moments = momentsOf(day.date)
  const meetingId = desk.idOf('meeting', day.date)
  const sitting = { desk, roster, report, moments, meetingId, day }
  for (const arrival of day.arrivals) await roster.arrive(arrival, moments)
  const topics = await prepare(sitting)
  const anybody = await signIn(sitting)
  const chairing = () => ({ actor: convenor, at: moments.next(), path: day.path })
  await desk.enter({ type: 'ConveneMeeting', data: { meetingId } }, chairing())
  const motionIds = await recordDecisions(topics, sitting)
  await takeReviewers(topics, sitting)
  report.stored(day.path)
  if (!anybody) {
    // adjourning would count every unit as absent, which a list of nobody does not say
    reportUnminuted(topics, sitting)
    return
  }
  await desk.enter({ type: 'AdjournMeeting', data: { meetingId } }, chairing())
  await draftMinutes(topics, motionIds, sitting)
}
