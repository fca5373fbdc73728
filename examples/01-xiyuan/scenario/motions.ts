// What a meeting decides, matter by matter: by a recorded vote, or by consensus.
import { minutesAfter, workdayAfter } from '../calendar.js'
import { againstTheMotion, conduct } from '../conduct.js'
import { idOf } from '../ids.js'
import { chanceOf } from '../random.js'
import { roster, type Unit } from '../roster.js'
import { secretariat, speaker, type chairFrom } from './actors.js'
import { entry, type Circumstances, type Entry } from './entry.js'
import { suspension } from './founding.js'
import type { Matter } from './matters.js'
import { mattersOfAMeeting, meetings, type MeetingDates } from './meeting-dates.js'
import { meetingIdOf } from './meeting-preparation.js'

export const minutesOfAMotion = 20

type Choice = 'for' | 'against' | 'abstain'

/** A meeting at one of its matters. */
export interface Room {
  readonly meeting: MeetingDates
  readonly matter: Matter
  readonly index: number
  readonly at: string
  readonly chair: ReturnType<typeof chairFrom>
  readonly present: readonly Unit[]
  readonly during: (circumstances: Circumstances) => Circumstances
}

/** The action that a motion proposes; a resolution assigns it. */
export interface ProposedAction {
  readonly name: string
  readonly actionId: string
  readonly lead: Unit
  readonly coUnits: readonly Unit[]
  readonly dueOn: string
}

export interface Decided {
  readonly meeting: MeetingDates
  readonly motionId: string
  readonly matter: Matter
  readonly adopted: boolean
  readonly action: ProposedAction
}

/** Counted over all meetings, from 0: the vote that is tied, the votes and the consensus that fail. */
const tiedVote = 13
const failingVotes = new Set([4, 10, 19, 25])
const withoutConsensus = new Set([8, 24])

/** Every other matter is voted on until the meeting has had its votes. */
function isVoted({ votes }: MeetingDates, index: number): boolean {
  return index % 2 === 0 && index / 2 < votes
}

/** How many matters were decided in the same way before this one. */
function ordinal({ meeting, index }: Room): number {
  const voted = isVoted(meeting, index)
  const all = meetings
    .filter(({ inquorate }) => inquorate !== true)
    .flatMap((one) => Array.from({ length: mattersOfAMeeting }, (_, at) => ({ one, at })))
    .filter(({ one, at }) => isVoted(one, at) === voted)
  return all.findIndex(({ one, at }) => one === meeting && at === index)
}

function actionOf({ meeting, matter, index }: Room): ProposedAction {
  const name = `action/${meeting.name}/${index + 1}`
  const chance = chanceOf(name)
  const lead = matter.proposer
  const others = chance.shuffled(roster.filter((unit) => unit !== lead))
  const dueOn = workdayAfter(meeting.date, chance.pick([30, 45, 60, 75]))
  return { name, actionId: idOf(name), lead, coUnits: others.slice(0, chance.between(0, 2)), dueOn }
}

function leanings(room: Room): (unit: Unit, seat: number) => Choice {
  const nth = ordinal(room)
  const voters = room.present.length
  // of an odd number, the last one abstains
  if (nth === tiedVote)
    return (_, seat) => (seat === voters - 1 && voters % 2 === 1 ? 'abstain' : seat % 2 === 0 ? 'for' : 'against')
  return (unit) => {
    const weights = failingVotes.has(nth) ? againstTheMotion : conduct[unit.sort].ballots
    const choices = (['for', 'against', 'abstain'] as const).map((choice) => ({ choice, weight: weights[choice] }))
    return chanceOf(`ballot/${room.meeting.name}/${room.index}/${unit.code}`).weighted(choices).choice
  }
}

/** The room with the name that its motion goes by, and the motion's id. */
interface Floor extends Room {
  readonly name: string
  readonly motionId: string
}

function ballot(
  { name, motionId, meeting, at, during }: Floor,
  cast: { unit: Unit; choice: Choice; seat: number; refused?: string },
): Entry {
  const { unit, choice, seat, refused } = cast
  const circumstances = { at: minutesAfter(at, 4 + seat / 4), by: speaker(unit, meeting.date) }
  return entry(
    `${name}/ballot/${unit.code}${refused === undefined ? '' : '/refused'}`,
    { ...during(circumstances), ...(refused === undefined ? {} : { refused }) },
    { type: 'CastBallot', data: { motionId, choice } },
  )
}

/** Ballots that do not count: a unit votes again otherwise, or votes while its vote rests. */
function strayBallots(
  floor: Floor,
  casts: readonly { readonly unit: Unit; readonly choice: Choice }[],
): readonly Entry[] {
  const { meeting, index } = floor
  const first = casts[0]
  if (index !== 0 || first === undefined) return []
  const seat = casts.length
  if (meeting.name === 'R2') {
    const choice = first.choice === 'for' ? 'against' : 'for'
    return [ballot(floor, { unit: first.unit, choice, seat, refused: 'motion/already-voted' })]
  }
  if (meeting.name !== 'R7') return []
  return [ballot(floor, { unit: suspension.unit, choice: 'for', seat, refused: 'motion/not-entitled-to-vote' })]
}

function vote(floor: Floor): { readonly entries: readonly Entry[]; readonly adopted: boolean } {
  const { name, motionId, at, chair, present, during, index } = floor
  const leaning = leanings(floor)
  const casts = present.map((unit, seat) => ({ unit, seat, choice: leaning(unit, seat) }))
  const count = (choice: Choice) => casts.filter((cast) => cast.choice === choice).length
  const adopted = count('for') > count('against')
  const declare = (step: string, minute: number, outcome: 'adopted' | 'failed') =>
    entry(
      `${name}/${step}`,
      {
        ...during({ at: minutesAfter(at, minute), by: chair }),
        ...(step === 'misdeclared' ? { refused: 'motion/result-not-supported' } : {}),
      },
      { type: 'DeclareResult', data: { motionId, outcome } },
    )
  const entries = [
    entry(`${name}/vote`, during({ at: minutesAfter(at, 3), by: chair }), {
      type: 'OpenVote',
      data: { motionId, method: index === 0 ? 'rollCall' : 'showOfHands' },
    }),
    ...casts.map((cast) => ballot(floor, cast)),
    ...strayBallots(floor, casts),
    entry(`${name}/vote-closed`, during({ at: minutesAfter(at, 10), by: chair }), {
      type: 'CloseVote',
      data: { motionId },
    }),
    ...(ordinal(floor) === tiedVote ? [declare('misdeclared', 11, 'adopted')] : []),
    declare('result', 12, adopted ? 'adopted' : 'failed'),
  ]
  return { entries, adopted }
}

function consensus(floor: Floor): { readonly entries: readonly Entry[]; readonly adopted: boolean } {
  const { name, motionId, at, chair, present, during } = floor
  const reached = !withoutConsensus.has(ordinal(floor))
  const dissenting = reached
    ? []
    : chanceOf(`${name}/dissent`)
        .shuffled(present)
        .slice(0, 2)
        .map(({ id }) => id)
  const stated = entry(`${name}/consensus`, during({ at: minutesAfter(at, 9), by: chair }), {
    type: 'RecordConsensus',
    data: { motionId, reached, dissenting },
  })
  return { entries: [stated], adopted: reached }
}

/** A matter is moved and decided. A unit that proposed it and is not there leaves moving it to the secretariat. */
export function debate(room: Room): { readonly entries: readonly Entry[]; readonly decided: Decided } {
  const { meeting, matter, index, at, present, during } = room
  const { topicId, title, proposer, issue, deliverable } = matter
  const name = `motion/${meeting.name}/${index + 1}`
  const motionId = idOf(name)
  const action = actionOf(room)
  const { actionId, lead, coUnits, dueOn } = action
  const data = {
    motionId,
    meetingId: meetingIdOf(meeting),
    topicId,
    text: `就“${title}”形成决议，由牵头单位限期落实`,
    issueIds: issue === undefined ? [] : [issue.plan.id],
    actions: [{ actionId, leadUnitId: lead.id, coUnitIds: coUnits.map(({ id }) => id), deliverable, dueOn }],
  }
  const by = present.includes(proposer) ? speaker(proposer, meeting.date) : secretariat
  const moved = entry(name, during({ at, by }), { type: 'MoveMotion', data })
  const floor = { ...room, name, motionId }
  const { entries, adopted } = isVoted(meeting, index) ? vote(floor) : consensus(floor)
  return { entries: [moved, ...entries], decided: { meeting, motionId, matter, adopted, action } }
}
