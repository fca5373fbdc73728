// Before a meeting: it is planned, topics are called for, the agenda is settled, notice is given.
import { daysBefore, instantAt, minutesAfter, workdayAfter } from '../calendar.js'
import { idOf } from '../ids.js'
import { chanceOf } from '../random.js'
import { unitCalled } from '../roster.js'
import { secretariat, speaker } from './actors.js'
import { entry, type Entry } from './entry.js'
import { besideTopic } from './issues.js'
import type { Matter } from './matters.js'
import { callClosesOn, callOpensOn, type MeetingDates } from './meeting-dates.js'

export const meetingIdOf = ({ name }: MeetingDates): string => idOf(`meeting/${name}`)
export const beginning = ({ date }: MeetingDates): string => instantAt(date, '09:00')
const place = '党群服务中心会议室'

interface Extra {
  readonly meeting: string
  readonly title: string
  readonly end: 'declined' | 'deferred' | 'tooLate'
}

/** Topics that never come before the meeting they are proposed for. */
const extras: readonly Extra[] = [
  { meeting: 'R2', title: '统一更换门头招牌', end: 'declined' },
  { meeting: 'R3', title: '临时增加文艺汇演', end: 'tooLate' },
  { meeting: 'R5', title: '建设立体停车楼', end: 'deferred' },
  { meeting: 'R7', title: '增设固定摊位', end: 'declined' },
]

function proposal(
  meeting: MeetingDates,
  { name, topicId, title, category, proposer, issue }: Matter,
): readonly Entry[] {
  const chance = chanceOf(`${name}/proposal`)
  const on = workdayAfter(callOpensOn(meeting), chance.between(1, 7))
  const at = instantAt(on, `1${chance.between(0, 6)}:${chance.between(10, 40)}`)
  const meetingId = meetingIdOf(meeting)
  const by = speaker(proposer, on)
  const proposed = entry(
    name,
    { at, by },
    { type: 'ProposeTopic', data: { topicId, meetingId, title, ...(category === undefined ? {} : { category }) } },
  )
  if (issue === undefined) return [proposed]
  const issueId = issue.plan.id
  return [
    proposed,
    entry(
      `${name}/issue`,
      { at: besideTopic(at), by },
      { type: 'PutIssueOnAgenda', data: { issueId, meetingId, topicId } },
    ),
  ]
}

function extraTopic(meeting: MeetingDates, { title, end }: Extra): readonly Entry[] {
  const name = `topic/${meeting.name}/${end}`
  const topicId = idOf(name)
  const proposer = unitCalled('U12')
  const on = end === 'tooLate' ? workdayAfter(callClosesOn(meeting), 2) : workdayAfter(callOpensOn(meeting), 3)
  const at = instantAt(on, '15:45')
  const proposed = entry(
    name,
    { at, by: speaker(proposer, on), ...(end === 'tooLate' ? { refused: 'topic/topic-call-not-open' } : {}) },
    { type: 'ProposeTopic', data: { topicId, meetingId: meetingIdOf(meeting), title } },
  )
  if (end === 'tooLate') return [proposed]
  const answered = { at: instantAt(callClosesOn(meeting), '17:30'), by: secretariat }
  const command: Entry['command'] =
    end === 'declined'
      ? { type: 'DeclineTopic', data: { topicId, reason: '不属于联席会议职责' } }
      : { type: 'DeferTopic', data: { topicId, reason: '需先征求规划部门意见' } }
  return [proposed, entry(`${name}/answer`, answered, command)]
}

/** The matters of the meeting that could not meet are put off to this one. */
function takeUp(meeting: MeetingDates, matters: readonly Matter[]): readonly Entry[] {
  const at = instantAt(callOpensOn(meeting), '10:00')
  return matters.map(({ name, topicId }, index) =>
    entry(
      `${name}/deferral`,
      { at: minutesAfter(at, index), by: secretariat },
      { type: 'DeferTopic', data: { topicId, toMeetingId: meetingIdOf(meeting), reason: '到会单位不足法定数' } },
    ),
  )
}

function agenda(meeting: MeetingDates, matters: readonly Matter[]): readonly Entry[] {
  const meetingId = meetingIdOf(meeting)
  const at = instantAt(workdayAfter(callClosesOn(meeting), 1), '10:00')
  const items = matters.map(({ topicId, title }) => ({ topicId, title }))
  const settled = entry(
    `meeting/${meeting.name}/agenda`,
    { at, by: secretariat },
    { type: 'SettleAgenda', data: { meetingId, items } },
  )
  if (meeting.name !== 'R4') return [settled]
  const anew = [...items, { title: '通报半年任务落实情况' }]
  return [
    settled,
    entry(
      `meeting/${meeting.name}/agenda-anew`,
      { at: minutesAfter(at, 24 * 60), by: secretariat },
      { type: 'SettleAgenda', data: { meetingId, items: anew } },
    ),
  ]
}

/** All that comes before people gather. */
export function preparation(meeting: MeetingDates, matters: readonly Matter[]): readonly Entry[] {
  const { name, kind, title, date, takesUp } = meeting
  const meetingId = meetingIdOf(meeting)
  const opens = callOpensOn(meeting)
  const closes = callClosesOn(meeting)
  const plannedOn = takesUp === undefined ? daysBefore(date, 35) : opens
  return [
    entry(
      `meeting/${name}/plan`,
      { at: instantAt(plannedOn, '08:50'), by: secretariat },
      { type: 'PlanMeeting', data: { meetingId, kind, title, date } },
    ),
    entry(
      `meeting/${name}/call`,
      { at: instantAt(opens, '09:00'), by: secretariat },
      { type: 'OpenTopicCall', data: { meetingId, closesAt: instantAt(closes, '18:00') } },
    ),
    ...(takesUp === undefined ? matters.flatMap((matter) => proposal(meeting, matter)) : takeUp(meeting, matters)),
    ...extras.filter((extra) => extra.meeting === name).flatMap((extra) => extraTopic(meeting, extra)),
    entry(
      `meeting/${name}/call-closed`,
      { at: instantAt(closes, '17:00'), by: secretariat },
      { type: 'CloseTopicCall', data: { meetingId } },
    ),
    ...agenda(meeting, matters),
    entry(
      `meeting/${name}/notice`,
      { at: instantAt(daysBefore(date, 7), '11:00'), by: secretariat },
      { type: 'GiveNotice', data: { meetingId, at: beginning(meeting), place } },
    ),
  ]
}
