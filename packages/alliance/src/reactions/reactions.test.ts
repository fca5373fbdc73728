import {
  eventBuilder,
  parse,
  streamName,
  type DeepReadonly,
  type Position,
  type StoredEvent,
  type StreamName,
} from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { commands as actionCommands } from '../action/commands.js'
import { commands as issueCommands } from '../issue/commands.js'
import { parkingSettled, reportSettled, schoolGate, spring } from '../meeting/meeting.controls.js'
import { events as meetingEvents } from '../meeting/events.js'
import type { AnyCommand, EventData } from '../model.js'
import { events as motionEvents } from '../motion/events.js'
import {
  adoptedByVote,
  openCourtyard,
  parkingIssue,
  parkingMotion,
  parkingProposal,
} from '../motion/motion.controls.js'
import { commands as pledgeCommands } from '../pledge/commands.js'
import { events as pledgeEvents } from '../pledge/events.js'
import { guarding, guardingDefaulted, guardingOffer, hours } from '../pledge/pledge.controls.js'
import { commands as resourceCommands } from '../resource/commands.js'
import { firstPledge, nightParking, parkingClaimAccepted, parkingSpaces } from '../resource/resource.controls.js'
import { actionId, issueId } from '../ids.js'
import { chunyuan, convenor, minute, school, uuid } from '../testing/cast.js'
import { commands as topicCommands } from '../topic/commands.js'
import { parking } from '../topic/topic.controls.js'
import { aPledgeThatEndsFreesItsClaim } from './a-pledge-that-ends-frees-its-claim.js'
import { aSettledAgendaSchedulesItsTopics } from './a-settled-agenda-schedules-its-topics.js'
import { reactions } from './all.js'
import { anAcceptedClaimOpensItsPledge } from './an-accepted-claim-opens-its-pledge.js'
import { anAdoptedResolutionOpensItsActions } from './an-adopted-resolution-opens-its-actions.js'
import { anIssueTakenToAMeetingFollowsTheOutcome } from './an-issue-taken-to-a-meeting-follows-the-outcome.js'

const meeting = eventBuilder(meetingEvents)
const motion = eventBuilder(motionEvents)
const pledge = eventBuilder(pledgeEvents)

const commands = { ...topicCommands, ...pledgeCommands, ...resourceCommands, ...actionCommands, ...issueCommands }

function stream(category: string, id: string): StreamName {
  return streamName({ category, partition: uuid('a', 1), id })
}

/** What is asked once this has happened in a stream; each command says what its declaration understands. */
function asked<N extends keyof EventData>(
  answer: (event: StoredEvent<N, DeepReadonly<EventData[N]>>) => readonly AnyCommand[],
  { type, data }: { readonly type: N; readonly data: DeepReadonly<EventData[N]> },
  of: StreamName,
): readonly AnyCommand[] {
  const metadata = {
    actor: convenor,
    commandHash: '0'.repeat(64),
    commandId: uuid('c', 1),
    occurredAt: minute(1),
    recordedAt: minute(2),
    schemaVersion: 1,
  }
  // any text is a position to a reaction
  const position = '1' as Position
  const all = answer({ id: uuid('e', 1), type, data, metadata, stream: of, revision: 0, position })
  for (const command of all) {
    const declared = Object.entries(commands).find(([name]) => name === command.type)?.[1]
    expect(declared).toBeDefined()
    if (declared !== undefined) expect(parse(declared.data, command.data, command.type)).toEqual(command.data)
  }
  return all
}

describe('a settled agenda', () => {
  const { AgendaSettled } = aSettledAgendaSchedulesItsTopics.on
  const spoken = stream('meeting', spring)

  it('schedules each of its topics for the meeting', () => {
    const both = meeting('AgendaSettled', {
      items: [...parkingSettled.data.items, { topicId: schoolGate, title: 'school gate' }],
    })
    expect(asked(AgendaSettled, both, spoken)).toEqual([
      { type: 'ScheduleTopic', data: { topicId: parking, meetingId: spring, title: '错时停车' } },
      { type: 'ScheduleTopic', data: { topicId: schoolGate, meetingId: spring, title: 'school gate' } },
    ])
  })
  it('takes off those that it leaves out', () => {
    const anew = meeting('AgendaSettled', { items: parkingSettled.data.items, dropped: [schoolGate] })
    expect(asked(AgendaSettled, anew, spoken)).toEqual([
      { type: 'ScheduleTopic', data: { topicId: parking, meetingId: spring, title: '错时停车' } },
      { type: 'DropTopic', data: { topicId: schoolGate, meetingId: spring } },
    ])
  })
  it('of items that are no topics schedules nothing', () => {
    expect(asked(AgendaSettled, reportSettled, spoken)).toEqual([])
  })
})

describe('an accepted claim', () => {
  const { ClaimAccepted } = anAcceptedClaimOpensItsPledge.on
  const opened = {
    pledgeId: firstPledge,
    resourceId: nightParking,
    unitId: school,
    kind: 'venue',
    title: '夜间车位 20:00-07:30',
    quantity: parkingSpaces('30'),
  }

  it('opens its pledge under the id that it carries, from the unit that gives to the one that receives', () => {
    expect(asked(ClaimAccepted, parkingClaimAccepted, stream('resource', nightParking))).toEqual([
      { type: 'OpenPledge', data: { ...opened, receiverUnitId: chunyuan } },
    ])
  })
  it('of a need of the alliance itself opens a pledge that no unit receives', () => {
    const { receiverUnitId: _, ...toAll } = parkingClaimAccepted.data
    const accepted = { ...parkingClaimAccepted, data: toAll }
    expect(asked(ClaimAccepted, accepted, stream('resource', nightParking))).toEqual([
      { type: 'OpenPledge', data: opened },
    ])
  })
})

describe('a pledge that ends frees its claim, but for what was used', () => {
  const { PledgeFulfilled, PledgeCancelled, PledgeDefaulted, PledgeNotOpened } = aPledgeThatEndsFreesItsClaim.on
  const of = stream('pledge', guarding)
  const freed = (used: string) => [
    { type: 'ReleaseClaim', data: { resourceId: guardingOffer, pledgeId: guarding, used } },
  ]
  const ending = { resourceId: guardingOffer, unitId: school }

  it('when it was fulfilled', () => {
    const fulfilled = pledge('PledgeFulfilled', { ...ending, used: '7.5', acknowledged: hours('7.5') })
    expect(asked(PledgeFulfilled, fulfilled, of)).toEqual(freed('7.5'))
  })
  it('when it was cancelled, though nothing was used', () => {
    const cancelled = pledge('PledgeCancelled', { ...ending, used: '0', reason: 'moved' })
    expect(asked(PledgeCancelled, cancelled, of)).toEqual(freed('0'))
  })
  it('when it was none: the claim carried the id of another pledge', () => {
    const notOpened = pledge('PledgeNotOpened', ending)
    expect(asked(PledgeNotOpened, notOpened, of)).toEqual(freed('0'))
  })
  it('when the unit defaulted', () => {
    expect(asked(PledgeDefaulted, guardingDefaulted, of)).toEqual(freed('4.8'))
  })
})

describe('an adopted resolution', () => {
  const { ResolutionAdopted } = anAdoptedResolutionOpensItsActions.on
  const of = stream('motion', parkingMotion)

  it('opens each action that it proposed, under its own id', () => {
    const putUpSigns = { ...openCourtyard, actionId: actionId.parse(uuid('a', 2)), deliverable: 'signs', coUnitIds: [] }
    const two = motion('ResolutionAdopted', {
      ...parkingProposal,
      actions: [openCourtyard, putUpSigns],
      by: 'consensus',
    })
    expect(asked(ResolutionAdopted, two, of)).toEqual([
      { type: 'AssignAction', data: { ...openCourtyard, motionId: parkingMotion } },
      { type: 'AssignAction', data: { ...putUpSigns, motionId: parkingMotion } },
    ])
  })
  it('that gives nobody work opens none', () => {
    const { data } = adoptedByVote
    expect(asked(ResolutionAdopted, { ...adoptedByVote, data: { ...data, actions: [] } }, of)).toEqual([])
  })
})

describe('an issue taken to a meeting', () => {
  const { ResolutionAdopted, MotionFailed } = anIssueTakenToAMeetingFollowsTheOutcome.on
  const of = stream('motion', parkingMotion)
  const follows = (issue: string, outcome: string) => ({
    type: 'FollowOutcome',
    data: { issueId: issue, motionId: parkingMotion, outcome },
  })

  it('follows the resolution, each of those that it answers', () => {
    const other = issueId.parse(uuid('i', 2))
    const two = { ...adoptedByVote, data: { ...adoptedByVote.data, issueIds: [parkingIssue, other] } }
    expect(asked(ResolutionAdopted, two, of)).toEqual([follows(parkingIssue, 'adopted'), follows(other, 'adopted')])
  })
  it('follows the failure of the motion, too', () => {
    const failed = motion('MotionFailed', { ...parkingProposal, by: 'vote' })
    expect(asked(MotionFailed, failed, of)).toEqual([follows(parkingIssue, 'failed')])
  })
})

describe('the reactions', () => {
  it('are known by names of their own, since their commands have ids made from these', () => {
    expect(reactions.map(({ name }) => name)).toEqual([
      'a-settled-agenda-schedules-its-topics',
      'an-accepted-claim-opens-its-pledge',
      'a-pledge-that-ends-frees-its-claim',
      'an-adopted-resolution-opens-its-actions',
      'an-issue-taken-to-a-meeting-follows-the-outcome',
    ])
  })
})
