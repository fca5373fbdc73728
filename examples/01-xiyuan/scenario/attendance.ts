// Who comes to which meeting. Each unit comes as often as the table of conduct says; chance only says when.
import { conduct } from '../conduct.js'
import { chanceOf } from '../random.js'
import { roster, type Unit } from '../roster.js'
import { suspension } from './founding.js'
import { meetings, type MeetingDates } from './meeting-dates.js'

export type Standing = 'attended' | 'excused' | 'missed'

/** They stay away from the meeting that lacks its quorum: eight of fifteen. */
const stayAway = new Set(['U01', 'U03', 'U04', 'U06', 'U09', 'U12', 'U13', 'U14'])

function rests({ code }: Unit, { date }: MeetingDates): boolean {
  return code === suspension.unit.code && suspension.from <= date && date < suspension.to
}

function standingsOf(unit: Unit): ReadonlyMap<string, Standing> {
  const { excused, missed } = conduct[unit.sort].meetings
  const chance = chanceOf(`attendance/${unit.code}`)
  const away = chance.shuffled<Standing>([
    ...Array.from({ length: excused }, () => 'excused' as const),
    ...Array.from({ length: missed }, () => 'missed' as const),
  ])
  const others = meetings.filter((meeting) => meeting.inquorate !== true && !rests(unit, meeting))
  const inquorate = meetings.filter((meeting) => meeting.inquorate === true && stayAway.has(unit.code))
  const dates = [...inquorate, ...chance.shuffled(others)].slice(0, away.length)
  return new Map(dates.map(({ name }, index) => [name, away[index] ?? 'missed']))
}

const away: ReadonlyMap<string, ReadonlyMap<string, Standing>> = new Map(
  roster.map((unit) => [unit.code, standingsOf(unit)]),
)

export function standingOf({ code }: Unit, { name }: MeetingDates): Standing {
  return away.get(code)?.get(name) ?? 'attended'
}

/** The units with a vote at a meeting. */
export function entitledAt(meeting: MeetingDates): readonly Unit[] {
  return roster.filter((unit) => !rests(unit, meeting))
}

/** The units with a vote that come, in the order of their codes. */
export function attending(meeting: MeetingDates): readonly Unit[] {
  return entitledAt(meeting).filter((unit) => standingOf(unit, meeting) === 'attended')
}
