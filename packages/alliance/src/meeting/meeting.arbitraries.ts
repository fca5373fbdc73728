// Any command that a meeting may be asked, lawful or not, over a small cast.
import * as fc from 'fast-check'
import { charterPresets } from '../charter.js'
import {
  anyLine,
  anyMemberUnit,
  anyOffice,
  convenor,
  hospital,
  minute,
  people,
  school,
  speaksFor,
  units,
} from '../testing/cast.js'
import { lawfulSequences, type CommandArbitraries } from '../testing/lawful.js'
import type { MeetingCommands } from './commands.js'
import { parking, schoolGate, spring } from './meeting.controls.js'

const meetingId = fc.constant(spring)
const entitled = fc.uniqueArray(fc.constantFrom(...units), { minLength: 1, maxLength: 5 })
/** Mostly items without a topic, since topics wait for their call. */
const anyItem = fc.oneof(
  { weight: 4, arbitrary: fc.record({ title: anyLine }) },
  { weight: 1, arbitrary: fc.record({ topicId: fc.constantFrom(parking, schoolGate), title: anyLine }) },
)

/** Few people for few units, so that they meet in the room. */
const anyAttending = fc.constantFrom(
  { by: speaksFor(hospital), personRef: people[0] },
  { by: speaksFor(hospital), personRef: people[1] },
  { by: speaksFor(school), personRef: people[1] },
  { by: convenor, personRef: people[2] },
)

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
    data: fc.record({ meetingId, at: fc.constantFrom(minute(0), minute(60), minute(90)), place: anyLine }),
    facts: fc.record({ entitled }),
  }),
  SignIn: fc
    .tuple(anyAttending, fc.constantFrom('inPerson', 'remote'), fc.constantFrom(true, true, true, false))
    .map(([{ by, personRef }, mode, votes]) => ({
      by,
      data: { meetingId: spring, personRef, mode },
      facts: { votes },
    })),
  SignOut: anyAttending.map(({ by, personRef }) => ({ by, data: { meetingId: spring, personRef } })),
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

const gathering = ['SignIn', 'SignIn', 'SignIn', 'ConveneMeeting', 'SignOut', 'SignOut', 'SignIn'] as const

/** Sequences on one meeting: any, with a call for topics, and with people who come, convene and go. */
export const meetingSequences = fc.oneof(
  lawfulSequences(meetingArbitraries, []),
  lawfulSequences(meetingArbitraries, ['PlanMeeting', 'OpenTopicCall']),
  lawfulSequences(meetingArbitraries, ['PlanMeeting', 'SettleAgenda', 'GiveNotice', ...gathering]),
)
