// What may be asked of motions, and of the actions that resolutions open.
import type { ActionCommands } from '../../action/commands.js'
import type { UnitId } from '../../ids.js'
import type { MotionCommands } from '../../motion/commands.js'
import { meetingInSession } from './meetings.js'
import { speaking, type Pick } from './pick.js'
import { all, chairActor, membersOf, secretary, type CausedCommand, type Suggestions } from './suggestion.js'
import type { SeenWorld } from './world.js'

type SeenMotion = SeenWorld['motion'][string]
type SeenAction = SeenWorld['action'][string]

function someMotion(world: SeenWorld, pick: Pick, fits: (motion: SeenMotion) => boolean) {
  return pick.one(all(world, 'motion'), ({ state }) => fits(state))
}

function ofMeetingInSession(world: SeenWorld, { proposal }: SeenMotion): boolean {
  return proposal !== undefined && world.meeting[proposal.meetingId]?.phase === 'inSession'
}

function openIssues(world: SeenWorld): readonly string[] {
  return all(world, 'issue')
    .filter(({ state }) => state.phase === 'inHand')
    .map(({ id }) => id)
}

function proposedActions(members: readonly UnitId[], pick: Pick) {
  const lead = pick.one(members)
  if (lead === undefined || pick.rarely(4)) return []
  const coUnitIds = pick.some(members).filter((unit) => pick.wild || unit !== lead)
  return [
    { actionId: pick.id(), leadUnitId: lead, coUnitIds, deliverable: pick.line(), dueOn: pick.date(pick.of(3, 20)) },
  ]
}

export const motionSuggestions: Suggestions<MotionCommands> = {
  MoveMotion: (world, pick) => {
    const where = meetingInSession(world, pick)
    const members = membersOf(world, pick)
    const mover = pick.one(members)
    if (where === undefined || mover === undefined) return undefined
    const again = pick.wild ? someMotion(world, pick, () => true)?.id : undefined
    const text = {
      text: pick.line(),
      issueIds: openIssues(world).slice(0, pick.below(3)),
      actions: proposedActions(members, pick),
    }
    return {
      data: { motionId: again ?? pick.id(), ...where, ...text },
      actor: pick.rarely(4) ? secretary : speaking(mover),
    }
  },
  OpenVote: (world, pick) => {
    const motion = someMotion(world, pick, (state) => state.phase === 'moved' && ofMeetingInSession(world, state))
    return motion === undefined
      ? undefined
      : { data: { motionId: motion.id, method: pick.of('showOfHands', 'rollCall') }, actor: chairActor }
  },
  CastBallot: (world, pick) => {
    const motion = someMotion(world, pick, ({ phase }) => phase === 'voting')
    const vote = motion?.state.vote
    const unitId = pick.one(
      membersOf(world, pick),
      (unit) => vote !== undefined && vote.electorate.includes(unit) && vote.ballots[unit] === undefined,
    )
    if (motion === undefined || unitId === undefined) return undefined
    return {
      data: { motionId: motion.id, choice: pick.of('for', 'for', 'against', 'abstain') },
      actor: speaking(unitId),
    }
  },
  CloseVote: (world, pick) => {
    const motion = pick.rarely(3) ? someMotion(world, pick, ({ phase }) => phase === 'voting') : undefined
    return motion === undefined ? undefined : { data: { motionId: motion.id }, actor: chairActor }
  },
  DeclareResult: (world, pick) => {
    const motion = someMotion(world, pick, ({ phase }) => phase === 'closed')
    return motion === undefined
      ? undefined
      : { data: { motionId: motion.id, outcome: pick.of('adopted', 'failed') }, actor: chairActor }
  },
  RecordConsensus: (world, pick) => {
    const motion = pick.rarely(2)
      ? someMotion(world, pick, (state) => state.phase === 'moved' && ofMeetingInSession(world, state))
      : undefined
    if (motion === undefined) return undefined
    const reached = !pick.rarely(4)
    const dissenting = reached && !pick.wild ? [] : pick.some(membersOf(world, pick))
    return { data: { motionId: motion.id, reached, dissenting }, actor: secretary }
  },
}

function someAction(world: SeenWorld, pick: Pick, fits: (action: SeenAction) => boolean) {
  const action = pick.one(all(world, 'action'), ({ state }) => fits(state))
  const work = action?.state.work
  return action === undefined || work === undefined
    ? undefined
    : { actionId: action.id, work, phase: action.state.phase }
}

/** What its lead says of an action, or, wildly, anyone. */
function byLead(world: SeenWorld, pick: Pick, lead: UnitId) {
  return speaking((pick.wild ? pick.one(membersOf(world, pick)) : undefined) ?? lead)
}

function notLead(world: SeenWorld, pick: Pick, lead: UnitId) {
  const unit = pick.one(membersOf(world, pick), (member) => member !== lead)
  return unit === undefined ? secretary : speaking(unit)
}

export const actionSuggestions: Suggestions<Omit<ActionCommands, CausedCommand>> = {
  AcceptAction: (world, pick) => {
    const action = someAction(world, pick, ({ phase }) => phase === 'assigned')
    return action && { data: { actionId: action.actionId }, actor: byLead(world, pick, action.work.leadUnitId) }
  },
  ReportProgress: (world, pick) => {
    const action = someAction(world, pick, ({ phase }) => phase === 'accepted')
    return (
      action && {
        data: { actionId: action.actionId, narrative: pick.line(), percent: pick.below(101) },
        actor: byLead(world, pick, action.work.leadUnitId),
      }
    )
  },
  RequestExtension: (world, pick) => {
    const fits = ({ phase, work }: SeenAction) =>
      phase === 'accepted' && work?.extensionTo === undefined && (work?.dueOn ?? '') >= pick.date(0)
    const action = someAction(world, pick, fits)
    return (
      action && {
        data: { actionId: action.actionId, to: pick.date(pick.of(60, 90)), reason: pick.line() },
        actor: byLead(world, pick, action.work.leadUnitId),
      }
    )
  },
  DecideExtension: (world, pick) => {
    const action = someAction(world, pick, ({ work }) => work?.extensionTo !== undefined)
    return (
      action && {
        data: { actionId: action.actionId, granted: !pick.rarely(2), reason: pick.line() },
        actor: chairActor,
      }
    )
  },
  ClaimCompletion: (world, pick) => {
    const action = someAction(world, pick, ({ phase }) => phase === 'accepted')
    return (
      action && {
        data: { actionId: action.actionId, evidence: pick.line() },
        actor: byLead(world, pick, action.work.leadUnitId),
      }
    )
  },
  VerifyCompletion: (world, pick) => {
    const action = someAction(world, pick, ({ phase }) => phase === 'claimed')
    return (
      action && {
        data: { actionId: action.actionId, upheld: !pick.rarely(4), finding: pick.line() },
        actor: notLead(world, pick, action.work.leadUnitId),
      }
    )
  },
  CloseAction: (world, pick) => {
    const action = someAction(world, pick, ({ phase }) => phase === 'verified')
    return action && { data: { actionId: action.actionId }, actor: secretary }
  },
  ReopenAction: (world, pick) => {
    const action = pick.rarely(2) ? someAction(world, pick, ({ phase }) => phase === 'closed') : undefined
    return (
      action && { data: { actionId: action.actionId, ground: pick.line(), dueOn: pick.date(30) }, actor: chairActor }
    )
  },
}
