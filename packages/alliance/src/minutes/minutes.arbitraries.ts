// Any command that minutes may be asked, lawful or not, over two meetings.
import * as fc from 'fast-check'
import { anyLine, anyOffice, convenor } from '../testing/cast.js'
import { lawfulSequences, type CommandArbitraries } from '../testing/lawful.js'
import type { MinutesCommands } from './commands.js'
import { gateMotion, parkingMotion, spring, springIsOver, springMinutes, summer } from './minutes.controls.js'

const minutesId = fc.constant(springMinutes)
const anyMotions = fc.uniqueArray(fc.constantFrom(parkingMotion, gateMotion), { maxLength: 2 })
const anyCovers = fc.uniqueArray(
  fc.record({
    stream: fc.constantFrom(...springIsOver.covers.map(({ stream }) => stream)),
    revision: fc.integer({ min: 0, max: 20 }),
  }),
  { selector: ({ stream }) => stream },
)

export const minutesArbitraries: CommandArbitraries<MinutesCommands> = {
  DraftMinutes: fc.record({
    by: anyOffice,
    data: fc.record({
      minutesId,
      meetingId: fc.constantFrom(spring, spring, summer),
      motionIds: anyMotions,
      text: anyLine,
    }),
    facts: fc.record({
      meetingPhase: fc.constantFrom('adjourned', 'adjourned', 'inSession'),
      foreign: fc.constantFrom([], [], [gateMotion]),
      covers: anyCovers,
    }),
  }),
  IssueMinutes: fc.record({ by: fc.constant(convenor), data: fc.record({ minutesId }) }),
}

/** Sequences on the minutes of one meeting: any, and from a draft on. */
export const minutesSequences = fc.oneof(
  lawfulSequences(minutesArbitraries, []),
  lawfulSequences(minutesArbitraries, ['DraftMinutes']),
)
