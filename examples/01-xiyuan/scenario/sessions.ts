// A meeting itself: who sends an apology, who comes and goes, how it begins and ends.
import { daysBetween, instantAt, minutesAfter, workdayAfter, daysBefore } from '../calendar.js'
import { chanceOf } from '../random.js'
import { roster, type Unit } from '../roster.js'
import { alternateOf, chairFrom, representativeOf, secretariat, speaker } from './actors.js'
import { attending, entitledAt, standingOf } from './attendance.js'
import { entry, type Circumstances, type Entry } from './entry.js'
import { sendsAlternate, suspension } from './founding.js'
import type { Matter } from './matters.js'
import { meetings, type MeetingDates } from './meeting-dates.js'
import { beginning, meetingIdOf } from './meeting-preparation.js'
import { debate, minutesOfAMotion, type Decided, type Room } from './motions.js'

/** A unit leaves these before they end. */
const leavesEarly = new Set(['R2', 'R5', 'R8'])
const leavesAfterMotions = 4

/** The chair goes round among the units; whoever is next and there takes it. */
export function chairOf(meeting: MeetingDates): Unit {
  const turn = meetings.indexOf(meeting)
  const here = attending(meeting)
  const inTurn = [...roster.slice(turn), ...roster.slice(0, turn)].find((unit) => here.includes(unit))
  if (inTurn === undefined) throw new Error(`nobody comes to ${meeting.name}`)
  return inTurn
}

/** The circumstances of what happens in the room: of a meeting kept on paper, the secretariat enters all of it later. */
function inTheRoom({ name, date, enteredOn }: MeetingDates): (circumstances: Circumstances) => Circumstances {
  if (enteredOn === undefined) return (circumstances) => circumstances
  const later = daysBetween(date, enteredOn) * 24 * 60
  const by = { ...secretariat, evidence: `纸质签到表与会议记录 ${name} ${date}` }
  return (circumstances) => ({ ...circumstances, late: { at: minutesAfter(circumstances.at, later), by } })
}

function apologies(meeting: MeetingDates): readonly Entry[] {
  const excused = entitledAt(meeting).filter((unit) => standingOf(unit, meeting) === 'excused')
  return excused.map((unit) => {
    const name = `meeting/${meeting.name}/apology/${unit.code}`
    const chance = chanceOf(name)
    const on = workdayAfter(daysBefore(meeting.date, chance.between(1, 4)), 0)
    const reason = chance.pick(['本单位当日有会', '上级检查', '出差'])
    return entry(
      name,
      { at: instantAt(on, `1${chance.between(0, 7)}:20`), by: speaker(unit, on) },
      { type: 'SendApology', data: { meetingId: meetingIdOf(meeting), reason } },
    )
  })
}

function arrivals(meeting: MeetingDates, during: (circumstances: Circumstances) => Circumstances): readonly Entry[] {
  const meetingId = meetingIdOf(meeting)
  const { unit: resting, from, to } = suspension
  // a unit whose vote rests is heard at the first meeting after that
  const heard = from <= meeting.date && meeting.date < to && meeting.takesUp === undefined ? [resting] : []
  return [...attending(meeting), ...heard].flatMap((unit) => {
    const name = `meeting/${meeting.name}/arrival/${unit.code}`
    const at = minutesAfter(beginning(meeting), -chanceOf(name).between(3, 28))
    const by = speaker(unit, meeting.date)
    const mode = chanceOf(`${name}/mode`).between(1, 25) === 1 ? 'remote' : 'inPerson'
    const came = entry(name, during({ at, by }), {
      type: 'SignIn',
      data: { meetingId, personRef: representativeOf(unit, meeting.date), mode },
    })
    if (!sendsAlternate.has(unit.code)) return [came]
    const second = entry(`${name}/alternate`, during({ at: minutesAfter(at, 1), by }), {
      type: 'SignIn',
      data: { meetingId, personRef: alternateOf(unit), mode: 'inPerson' },
    })
    return [came, second]
  })
}

/** The unit that leaves early, if one does: the last by its code that brings nobody else and has not the chair. */
function leaver(meeting: MeetingDates): Unit | undefined {
  if (!leavesEarly.has(meeting.name)) return undefined
  return attending(meeting).findLast((unit) => unit !== chairOf(meeting) && !sendsAlternate.has(unit.code))
}

export interface Session {
  readonly entries: readonly Entry[]
  readonly decided: readonly Decided[]
}

export function session(meeting: MeetingDates, matters: readonly Matter[]): Session {
  const { name, date, inquorate } = meeting
  const meetingId = meetingIdOf(meeting)
  const start = beginning(meeting)
  const during = inTheRoom(meeting)
  const chair = chairFrom(chairOf(meeting), date)
  const leaving = leaver(meeting)
  const leavesAt = minutesAfter(start, 12 + leavesAfterMotions * minutesOfAMotion)
  const rooms = matters.map((matter, index): Room => ({
    meeting,
    matter,
    index,
    at: minutesAfter(start, 15 + index * minutesOfAMotion),
    chair,
    present: attending(meeting).filter((unit) => unit !== leaving || index < leavesAfterMotions),
    during,
  }))
  const debates = inquorate === true ? [] : rooms.map(debate)
  const departure =
    leaving === undefined
      ? []
      : [
          entry(`meeting/${name}/departure/${leaving.code}`, during({ at: leavesAt, by: speaker(leaving, date) }), {
            type: 'SignOut',
            data: { meetingId, personRef: representativeOf(leaving, date) },
          }),
        ]
  const entries = [
    ...apologies(meeting),
    ...arrivals(meeting, during),
    entry(`meeting/${name}/convening`, during({ at: start, by: chair }), {
      type: 'ConveneMeeting',
      data: { meetingId },
    }),
    ...(inquorate === true ? rooms.slice(0, 1).map(motionWithoutQuorum) : []),
    ...departure,
    ...debates.flatMap((one) => one.entries),
    entry(
      `meeting/${name}/adjournment`,
      during({ at: minutesAfter(start, inquorate === true ? 40 : 20 + matters.length * minutesOfAMotion), by: chair }),
      { type: 'AdjournMeeting', data: { meetingId } },
    ),
  ]
  return { entries, decided: debates.map((one) => one.decided) }
}

/** A unit tries what only a meeting in session can do. */
function motionWithoutQuorum({ meeting, matter, at, present }: Room): Entry {
  const mover = present[0]
  if (mover === undefined) throw new Error('nobody is there')
  const name = `meeting/${meeting.name}/motion-without-quorum`
  return entry(
    name,
    { at, by: speaker(mover, meeting.date), refused: 'motion/not-in-session' },
    {
      type: 'MoveMotion',
      data: {
        motionId: matter.topicId,
        meetingId: meetingIdOf(meeting),
        text: matter.title,
        issueIds: [],
        actions: [],
      },
    },
  )
}
