// Any command that a meeting may be asked, lawful or not, over a small cast.
import * as fc from 'fast-check'
import { charterPresets } from '../charter.js'
import { anyLine, anyMemberUnit, anyOffice, anyPerson, convenor, minute, units } from '../testing/cast.js'
import type { CommandArbitraries } from '../testing/lawful.js'
import type { MeetingCommands } from './commands.js'
import { parking, schoolGate, spring } from './meeting.controls.js'

const meetingId = fc.constant(spring)
const entitled = fc.uniqueArray(fc.constantFrom(...units), { minLength: 1, maxLength: 5 })
const anyItem = fc.oneof(
  fc.record({ title: anyLine }),
  fc.record({ topicId: fc.constantFrom(parking, schoolGate), title: anyLine }),
)
const anyAttending = fc.oneof(anyMemberUnit, fc.constant(convenor))

export const meetingArbitraries: CommandArbitraries<MeetingCommands> = {
  PlanMeeting: fc.record({
    by: anyOffice,
    data: fc.record({
      meetingId,
      kind: fc.constantFrom('regular', 'special', 'emergency'),
      title: anyLine,
      date: fc.constantFrom('2018-03-02', '2018-06-29'),
    }),
  }),
  OpenTopicCall: fc.record({
    by: anyOffice,
    data: fc.record({ meetingId, closesAt: fc.constantFrom(minute(0), minute(2), minute(60)) }),
  }),
  CloseTopicCall: fc.record({ by: anyOffice, data: fc.record({ meetingId }) }),
  SettleAgenda: fc.record({
    by: anyOffice,
    data: fc.record({ meetingId, items: fc.array(anyItem, { minLength: 1, maxLength: 3 }) }),
  }),
  GiveNotice: fc.record({
    by: anyOffice,
    data: fc.record({ meetingId, at: fc.constantFrom(minute(0), minute(60)), place: anyLine }),
    facts: fc.record({ entitled }),
  }),
  SignIn: fc.record({
    by: anyAttending,
    data: fc.record({ meetingId, personRef: anyPerson, mode: fc.constantFrom('inPerson', 'remote') }),
  }),
  SignOut: fc.record({ by: anyAttending, data: fc.record({ meetingId, personRef: anyPerson }) }),
  SendApology: fc.record({ by: anyMemberUnit, data: fc.record({ meetingId, reason: anyLine }) }),
  ConveneMeeting: fc.record({
    by: fc.constant(convenor),
    data: fc.record({ meetingId }),
    facts: fc.record({
      entitled,
      charterVersion: fc.integer({ min: 1, max: 3 }),
      quorum: fc.constantFrom({ kind: 'none' }, { kind: 'heads', count: 2 }, charterPresets['association-2/3'].quorum),
    }),
  }),
  AdjournMeeting: fc.record({
    by: fc.constant(convenor),
    data: fc.record({ meetingId }),
    facts: fc.record({ entitled }),
  }),
}
