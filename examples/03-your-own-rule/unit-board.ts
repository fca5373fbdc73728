// A view of our own: for each member, how long it has kept silent, and whether it is suspended.
import type { EventData, UnitId } from '@lianxi/alliance'
import type { DeepReadonly, View } from '@lianxi/event-sourcing'

export interface UnitOnBoard {
  code: string
  name: string
  /** Meetings in a row that it neither attended nor excused itself from, up to now. */
  silentMeetings: number
  suspended: boolean
}

export interface UnitBoard {
  units: Record<UnitId, UnitOnBoard>
}

type Heard = Pick<
  EventData,
  'UnitAdmitted' | 'UnitRenamed' | 'UnitSuspended' | 'UnitReinstated' | 'UnitWithdrawn' | 'MeetingAdjourned'
>

function change(board: UnitBoard, unitId: UnitId, to: Partial<UnitOnBoard>): void {
  // a view may be folded as of a day, over part of the history: an entry assumes no event before its own
  const unit = board.units[unitId]
  if (unit !== undefined) Object.assign(unit, to)
}

export const unitBoard: View<UnitBoard, Heard> = {
  name: 'unit-board',
  version: 1,
  initialState: () => ({ units: {} }),
  on: {
    UnitAdmitted(board, { data: { unitId, code, name } }) {
      board.units[unitId] = { code, name, silentMeetings: 0, suspended: false }
    },
    UnitRenamed(board, { data: { unitId, name } }) {
      change(board, unitId, { name })
    },
    UnitSuspended(board, { data: { unitId } }) {
      change(board, unitId, { suspended: true })
    },
    UnitReinstated(board, { data: { unitId } }) {
      change(board, unitId, { suspended: false })
    },
    UnitWithdrawn(board, { data: { unitId } }) {
      delete board.units[unitId]
    },
    MeetingAdjourned(board, { data: { attendance } }) {
      for (const { unitId, standing } of attendance) {
        const before = board.units[unitId]?.silentMeetings ?? 0
        change(board, unitId, { silentMeetings: standing === 'missed' ? before + 1 : 0 })
      }
    },
  },
}

/** The units that kept silent in at least so many meetings, the most silent first. */
export function silentUnits(board: DeepReadonly<UnitBoard>, atLeast: number): readonly Readonly<UnitOnBoard>[] {
  return Object.values(board.units)
    .filter(({ silentMeetings }) => silentMeetings >= atLeast)
    .toSorted((a, b) => b.silentMeetings - a.silentMeetings)
}
