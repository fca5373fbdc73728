// What may be asked of topics, meetings and their minutes.
import type { MeetingId, TopicId, UnitId } from '../../ids.js'
import { callAt, inSessionAt, mayGather } from '../../meeting/rules.js'
import type { MeetingCommands } from '../../meeting/commands.js'
import type { Phase } from '../../meeting/evolve.js'
import type { MinutesCommands } from '../../minutes/commands.js'
import type { TopicCommands } from '../../topic/commands.js'
import { people } from '../cast.js'
import { speaking, type Pick } from './pick.js'
import { all, chairActor, membersOf, secretary, type CausedCommand, type Suggestions } from './suggestion.js'
import type { SeenWorld } from './world.js'

type SeenMeeting = SeenWorld['meeting'][string]

/** A meeting that fits. */
function someMeeting(world: SeenWorld, pick: Pick, fits: (meeting: SeenMeeting) => boolean) {
  return pick.one(all(world, 'meeting'), ({ state }) => fits(state))
}

function inPhase(...phases: readonly Phase[]) {
  return ({ phase }: SeenMeeting) => phases.includes(phase)
}

function asked(meeting: { readonly id: string } | undefined) {
  return meeting === undefined ? undefined : { data: { meetingId: meeting.id }, actor: chairActor }
}

function openTopics(world: SeenWorld, meetingId: string): readonly string[] {
  return all(world, 'topic')
    .filter(({ state }) => state.phase === 'proposed' && state.meetingId === meetingId)
    .map(({ id }) => id)
}

export const topicSuggestions: Suggestions<Omit<TopicCommands, CausedCommand>> = {
  ProposeTopic: (world, pick) => {
    const meeting = someMeeting(world, pick, (state) => callAt(state, pick.now) === 'open')
    const unitId = pick.one(membersOf(world, pick))
    if (meeting === undefined || unitId === undefined) return undefined
    const again = pick.wild ? pick.one(all(world, 'topic'))?.id : undefined
    const data = { topicId: again ?? pick.id(), meetingId: meeting.id, title: pick.line() }
    return { data, actor: pick.rarely(4) ? secretary : speaking(unitId) }
  },
  DeferTopic: (world, pick) => {
    const topic = pick.rarely(3) ? pick.one(all(world, 'topic'), ({ state }) => state.phase === 'scheduled') : undefined
    const to = someMeeting(world, pick, inPhase('planned', 'calling'))
    if (topic === undefined) return undefined
    return {
      data: { topicId: topic.id, reason: pick.line(), ...(to === undefined ? {} : { toMeetingId: to.id }) },
      actor: secretary,
    }
  },
  DeclineTopic: (world, pick) => {
    const topic = pick.rarely(4) ? pick.one(all(world, 'topic'), ({ state }) => state.phase === 'proposed') : undefined
    return topic === undefined ? undefined : { data: { topicId: topic.id, reason: pick.line() }, actor: chairActor }
  },
}

export const meetingSuggestions: Suggestions<MeetingCommands> = {
  PlanMeeting: (world, pick) => {
    const open = all(world, 'meeting').filter(({ state }) => state.phase !== 'adjourned')
    if (open.length >= 2 && !pick.wild) return undefined
    const again = pick.wild ? pick.one(all(world, 'meeting'))?.id : undefined
    const kind = pick.of('regular', 'special', 'emergency')
    return { data: { meetingId: again ?? pick.id(), kind, title: pick.line(), date: pick.date(20) }, actor: secretary }
  },
  OpenTopicCall: (world, pick) => {
    const meeting = someMeeting(world, pick, inPhase('planned'))
    return meeting === undefined
      ? undefined
      : { data: { meetingId: meeting.id, closesAt: pick.later(60 * 24 * 10) }, actor: secretary }
  },
  CloseTopicCall: (world, pick) => asked(pick.rarely(2) ? someMeeting(world, pick, inPhase('calling')) : undefined),
  SettleAgenda: (world, pick) => {
    const settled = pick.rarely(6)
    const isCalled = (state: SeenMeeting) => state.call !== undefined && callAt(state, pick.now) === 'closed'
    const meeting = someMeeting(
      world,
      pick,
      (state) =>
        (inPhase('calling', 'called')(state) && isCalled(state)) || (settled && inPhase('agreed', 'planned')(state)),
    )
    if (meeting === undefined) return undefined
    const topics = pick.wild ? all(world, 'topic').map(({ id }) => id) : openTopics(world, meeting.id)
    const items = topics.slice(0, 20).map((topicId) => ({ topicId, title: pick.line() }))
    const twice = pick.wild && items[0] !== undefined ? [items[0]] : []
    return {
      data: { meetingId: meeting.id, items: [...items, ...twice, { title: 'report on what was done' }] },
      actor: secretary,
    }
  },
  GiveNotice: (world, pick) => {
    const meeting = someMeeting(world, pick, inPhase('agreed'))
    return meeting === undefined
      ? undefined
      : { data: { meetingId: meeting.id, at: pick.later(600), place: '党群服务中心' }, actor: secretary }
  },
  SignIn: (world, pick) => {
    const meeting = someMeeting(world, pick, (state) => mayGather(state) && state.phase !== 'adjourned')
    const present = (unitId: UnitId) =>
      meeting?.state.presences.some((one) => one.unitId === unitId && one.to === undefined) ?? false
    const unitId = pick.one(membersOf(world, pick), (unit) => !present(unit) || pick.rarely(4))
    const personRef = pick.one(people)
    if (meeting === undefined || unitId === undefined || personRef === undefined) return undefined
    const person = pick.wild ? personRef : `${personRef}-of-${unitId.slice(-2)}`
    return {
      data: { meetingId: meeting.id, personRef: person, mode: pick.of('inPerson', 'remote') },
      actor: speaking(unitId),
    }
  },
  SignOut: (world, pick) => {
    const meeting = someMeeting(world, pick, (state) => state.presences.some(({ to }) => to === undefined))
    const presence = pick.rarely(8) ? pick.one(meeting?.state.presences ?? [], ({ to }) => to === undefined) : undefined
    if (meeting === undefined || presence === undefined) return undefined
    const personRef = pick.wild ? 'person-of-nowhere' : presence.personRef
    return { data: { meetingId: meeting.id, personRef }, actor: speaking(presence.unitId) }
  },
  SendApology: (world, pick) => {
    const meeting = pick.rarely(2)
      ? someMeeting(world, pick, ({ phase }) => phase !== 'adjourned' && phase !== 'notPlanned')
      : undefined
    const unitId = pick.one(membersOf(world, pick))
    return meeting === undefined || unitId === undefined
      ? undefined
      : { data: { meetingId: meeting.id, reason: pick.line() }, actor: speaking(unitId) }
  },
  ConveneMeeting: (world, pick) =>
    asked(
      someMeeting(
        world,
        pick,
        (state) =>
          mayGather(state) && inPhase('noticed', 'inquorate', 'planned', 'agreed')(state) && state.presences.length > 1,
      ),
    ),
  AdjournMeeting: (world, pick) =>
    asked(pick.rarely(3) ? someMeeting(world, pick, inPhase('inSession', 'inquorate')) : undefined),
}

export const minutesSuggestions: Suggestions<MinutesCommands> = {
  DraftMinutes: (world, pick) => {
    const meeting = someMeeting(world, pick, inPhase('adjourned'))
    if (meeting === undefined) return undefined
    const motions = all(world, 'motion').filter(({ state }) => pick.wild || state.proposal?.meetingId === meeting.id)
    const drafted = pick.rarely(3) ? pick.one(all(world, 'minutes'))?.id : undefined
    const data = {
      minutesId: drafted ?? pick.id(),
      meetingId: meeting.id,
      motionIds: motions.slice(0, 10).map(({ id }) => id),
      text: '纪要',
    }
    return { data, actor: secretary }
  },
  IssueMinutes: (world, pick) => {
    const minutes = pick.one(all(world, 'minutes'))
    const id = pick.wild ? pick.id() : minutes?.id
    return id === undefined ? undefined : { data: { minutesId: id }, actor: chairActor }
  },
}

/** A meeting that is in session now, with a topic of its agenda where it has one. */
export function meetingInSession(
  world: SeenWorld,
  pick: Pick,
): { readonly meetingId: MeetingId; readonly topicId?: TopicId } | undefined {
  const meeting = someMeeting(world, pick, (state) => inSessionAt(state, pick.now))
  if (meeting === undefined) return undefined
  const topicId = pick.one(meeting.state.topicIds)
  // the world keeps meetings under their ids
  return { meetingId: meeting.id as MeetingId, ...(topicId === undefined ? {} : { topicId }) }
}
