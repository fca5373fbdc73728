// After a meeting: the secretariat drafts minutes, the chair of the meeting signs them.
import { instantAt, minutesAfter, workdayAfter } from '../calendar.js'
import { idOf } from '../ids.js'
import { chairFrom, secretariat } from './actors.js'
import { entry, type Entry } from './entry.js'
import { knownFrom, type MeetingDates } from './meeting-dates.js'
import { beginning, meetingIdOf } from './meeting-preparation.js'
import type { Decided } from './motions.js'
import { chairOf } from './sessions.js'

function textOf({ title, inquorate }: MeetingDates, decided: readonly Decided[]): string {
  if (inquorate === true) return `${title}：到会单位不足法定数，议题顺延`
  const adopted = decided.filter((one) => one.adopted).length
  return `${title}：审议 ${decided.length} 项，通过 ${adopted} 项`
}

export function minutesOf(meeting: MeetingDates, decided: readonly Decided[]): readonly Entry[] {
  const { name } = meeting
  const minutesId = idOf(`minutes/${name}`)
  const meetingId = meetingIdOf(meeting)
  const motionIds = decided.map(({ motionId }) => motionId)
  const draftedAt = instantAt(workdayAfter(knownFrom(meeting), 2), '10:30')
  const draft = (step: string, at: string, text: string) =>
    entry(
      `minutes/${name}/${step}`,
      { at, by: secretariat },
      { type: 'DraftMinutes', data: { minutesId, meetingId, motionIds, text } },
    )
  const text = textOf(meeting, decided)
  const signedOn = workdayAfter(knownFrom(meeting), 6)
  return [
    ...(name === 'R1' ? [tooEarly(meeting)] : []),
    draft('draft', draftedAt, text),
    ...(name === 'R4' ? [draft('second-draft', minutesAfter(draftedAt, 24 * 60), `${text}；附表决情况`)] : []),
    entry(
      `minutes/${name}/issue`,
      { at: instantAt(signedOn, '16:00'), by: chairFrom(chairOf(meeting), signedOn) },
      { type: 'IssueMinutes', data: { minutesId } },
    ),
  ]
}

/** Nobody drafts minutes of a meeting that is not over. */
function tooEarly(meeting: MeetingDates): Entry {
  return entry(
    `minutes/${meeting.name}/too-early`,
    { at: minutesAfter(beginning(meeting), 5), by: secretariat, refused: 'minutes/meeting-not-adjourned' },
    {
      type: 'DraftMinutes',
      data: {
        minutesId: idOf(`minutes/${meeting.name}`),
        meetingId: meetingIdOf(meeting),
        motionIds: [],
        text: meeting.title,
      },
    },
  )
}
