// The one place that says where a decision's facts come from. Each asks streams named by ids at hand, as of `occurredAt`, never a search.
import { dateOf, quorumNeeded, type MeetingId, type UnitId } from '@lianxi/alliance'
import {
  callAt,
  inSessionAt,
  isMemberAt,
  memberUnitsAt,
  presentUnitsAt,
  votingUnitsAt,
  type deciders,
} from '@lianxi/alliance/aggregates'
import { LianxiError, type Instant } from '@lianxi/event-sourcing'
import type { FactsFor } from './aggregate.js'
import { draftFacts } from './minutes-facts.js'
import type { Streams } from './streams.js'

/** For each aggregate, the answers that its commands need. */
export type Facts = { readonly [C in keyof typeof deciders]: FactsFor<(typeof deciders)[C]> }

/** Where and when a question is asked. */
interface Then {
  readonly allianceId: string
  readonly occurredAt: Instant
}

/** Whether a meeting is in session, and the units whose vote is in the room. */
interface Room {
  readonly inSession: boolean
  readonly present: UnitId[]
}

type Members = Parameters<Parameters<Streams['membership']['streams']['ask']>[1]>[0]

function founding({ founded }: Members): NonNullable<Members['founded']> {
  // the door lets nothing into an alliance that was not founded
  if (founded === undefined)
    throw new LianxiError('invalid-input', { what: 'alliance', path: 'allianceId', reason: 'was not founded' })
  return founded
}

export function factsFrom(streams: Streams): Facts {
  function ofMembership<T>({ allianceId }: Then, question: (members: Members) => T): Promise<T> {
    return streams.membership.streams.ask({ partition: allianceId, id: allianceId }, question)
  }

  const entitled = (then: Then) =>
    ofMembership(then, (members) => ({ entitled: [...votingUnitsAt(members, then.occurredAt)] }))

  const today = (then: Then) =>
    ofMembership(then, (members) => ({ today: dateOf(then.occurredAt, founding(members).timeZone) }))

  async function room({ allianceId, occurredAt }: Then, meetingId: MeetingId | undefined): Promise<Room> {
    if (meetingId === undefined) return { inSession: false, present: [] }
    return streams.meeting.streams.ask({ partition: allianceId, id: meetingId }, (state) => ({
      inSession: inSessionAt(state, occurredAt),
      present: [...presentUnitsAt(state, occurredAt)],
    }))
  }

  /** Who may decide in a meeting: the voting units in the room, of so many that are entitled, when so many are needed. */
  async function floorOf(then: Then, meetingId: MeetingId | undefined) {
    const { inSession, present } = await room(then, meetingId)
    return ofMembership(then, (members) => {
      const { charter } = founding(members)
      const voting = votingUnitsAt(members, then.occurredAt)
      return {
        inSession,
        present: voting.filter((unitId) => present.includes(unitId)),
        entitled: voting.length,
        quorumNeeded: quorumNeeded(charter.quorum, voting.length),
        charter,
      }
    })
  }

  return {
    membership: {},
    topic: {
      ProposeTopic: ({ data, allianceId, occurredAt }) =>
        streams.meeting.streams.ask({ partition: allianceId, id: data.meetingId }, (state) => ({
          call: callAt(state, occurredAt),
          ...(state.call === undefined ? {} : { closesAt: state.call.closesAt }),
        })),
    },
    meeting: {
      SignIn: (then) =>
        ofMembership(then, (members) => ({
          votes: votingUnitsAt(members, then.occurredAt).some((unitId) => unitId === then.actorUnitId),
        })),
      GiveNotice: entitled,
      ConveneMeeting: (then) =>
        ofMembership(then, (members) => {
          const { version, quorum } = founding(members).charter
          return { entitled: [...votingUnitsAt(members, then.occurredAt)], charterVersion: version, quorum }
        }),
      AdjournMeeting: entitled,
    },
    minutes: {
      DraftMinutes: draftFacts(streams),
    },
    motion: {
      MoveMotion: async ({ data: { meetingId, topicId }, ...then }) => ({
        ...(await streams.meeting.streams.ask({ partition: then.allianceId, id: meetingId }, (state) => ({
          inSession: inSessionAt(state, then.occurredAt),
          onAgenda: topicId === undefined || state.topicIds.includes(topicId),
        }))),
        members: await ofMembership(then, (members) => [...memberUnitsAt(members, then.occurredAt)]),
      }),
      OpenVote: async ({ state, ...then }) => {
        const { present: electorate, charter, ...counted } = await floorOf(then, state.proposal?.meetingId)
        return { ...counted, electorate, charterVersion: charter.version, vote: charter.vote }
      },
      RecordConsensus: async ({ state, ...then }) => {
        const { charter, ...counted } = await floorOf(then, state.proposal?.meetingId)
        return { ...counted, charterVersion: charter.version }
      },
    },
    issue: {
      OfferHandOver: async ({ data, ...then }) => ({
        member: await ofMembership(then, (members) => isMemberAt(members, data.toUnitId, then.occurredAt)),
      }),
    },
    resource: {
      ClaimOffer: async ({ state, ...then }) => (state.listing?.until === undefined ? {} : today(then)),
    },
    pledge: {},
    action: { RequestExtension: today, ClaimCompletion: today },
  }
}
