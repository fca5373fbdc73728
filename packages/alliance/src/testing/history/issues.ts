// What may be asked of issues.
import type { UnitId } from '../../ids.js'
import type { IssueCommands } from '../../issue/commands.js'
import { speaking, type Pick } from './pick.js'
import { all, chairActor, membersOf, secretary, type CausedCommand, type Suggestions } from './suggestion.js'
import type { SeenWorld } from './world.js'

type SeenIssue = SeenWorld['issue'][string]

/** An issue that fits, and someone who speaks for its owner or, wildly, for anyone. */
function ofOwner(world: SeenWorld, pick: Pick, fits: (issue: SeenIssue) => boolean) {
  const issue = pick.one(all(world, 'issue'), ({ state }) => fits(state))
  const unitId = pick.wild ? pick.one(membersOf(world, pick)) : issue?.state.owner
  return issue === undefined || unitId === undefined
    ? undefined
    : { issueId: issue.id, state: issue.state, unitId, actor: speaking(unitId) }
}

function someIssue(world: SeenWorld, pick: Pick, fits: (issue: SeenIssue) => boolean) {
  return pick.one(all(world, 'issue'), ({ state }) => fits(state))
}

function inHand({ phase }: SeenIssue): boolean {
  return phase === 'inHand'
}

/** What the unit that was asked to take an issue over answers. */
function answered<More extends object>(world: SeenWorld, pick: Pick, more: More) {
  const issue = someIssue(world, pick, ({ handOver }) => handOver !== undefined)
  const unitId: UnitId | undefined = pick.wild ? pick.one(membersOf(world, pick)) : issue?.state.handOver?.toUnitId
  return issue === undefined || unitId === undefined
    ? undefined
    : { data: { issueId: issue.id, ...more }, actor: speaking(unitId) }
}

export const issueSuggestions: Suggestions<Omit<IssueCommands, CausedCommand>> = {
  RaiseIssue: (world, pick) => {
    const open = all(world, 'issue').filter(({ state }) => state.phase !== 'closed')
    const unitId = open.length < 4 || pick.wild ? pick.one(membersOf(world, pick)) : undefined
    if (unitId === undefined) return undefined
    const again = pick.wild ? someIssue(world, pick, () => true)?.id : undefined
    const data = {
      issueId: again ?? pick.id(),
      channel: pick.of('grid', 'hotline', 'visit'),
      category: pick.line(),
      title: pick.line(),
      urgency: pick.of('ordinary', 'urgent', 'emergency'),
    }
    return { data, actor: pick.of(speaking(unitId), speaking(unitId), { role: 'resident' } as const) }
  },
  TriageIssue: (world, pick) => {
    const issue = someIssue(world, pick, ({ phase }) => phase === 'raised')
    return (
      issue && {
        data: { issueId: issue.id, level: pick.of('community', 'subdistrict', 'alliance'), category: pick.line() },
        actor: secretary,
      }
    )
  },
  AcceptIssue: (world, pick) => {
    const issue = someIssue(world, pick, ({ phase, owner }) => phase === 'triaged' && owner === undefined)
    const unitId = pick.one(membersOf(world, pick))
    return issue && unitId && { data: { issueId: issue.id }, actor: speaking(unitId) }
  },
  PutIssueOnAgenda: (world, pick) => {
    const issue = ofOwner(world, pick, inHand)
    const topic = pick.one(all(world, 'topic'), ({ state }) => state.meetingId !== undefined)
    const meetingId = topic?.state.meetingId
    return (
      issue &&
      topic &&
      meetingId && { data: { issueId: issue.issueId, meetingId, topicId: topic.id }, actor: issue.actor }
    )
  },
  OfferHandOver: (world, pick) => {
    const issue = ofOwner(world, pick, inHand)
    const toUnitId = pick.one(membersOf(world, pick), (unit) => unit !== issue?.unitId)
    return issue && toUnitId && { data: { issueId: issue.issueId, toUnitId, reason: pick.line() }, actor: issue.actor }
  },
  AcceptHandOver: (world, pick) => answered(world, pick, {}),
  DeclineHandOver: (world, pick) => answered(world, pick, { reason: pick.line() }),
  ClaimIssueResolved: (world, pick) => {
    const issue = ofOwner(world, pick, inHand)
    return issue && { data: { issueId: issue.issueId, evidence: pick.line() }, actor: issue.actor }
  },
  VerifyIssue: (world, pick) => {
    const issue = someIssue(world, pick, ({ phase }) => phase === 'claimedResolved')
    const unitId = pick.one(membersOf(world, pick), (unit) => unit !== issue?.state.owner)
    return (
      issue &&
      unitId && { data: { issueId: issue.id, upheld: !pick.rarely(4), finding: pick.line() }, actor: speaking(unitId) }
    )
  },
  CloseIssue: (world, pick) => {
    const verified = someIssue(world, pick, ({ phase }) => phase === 'verified')
    if (verified !== undefined) return { data: { issueId: verified.id, mode: 'fixed' }, actor: secretary }
    const stuck = pick.rarely(3) ? someIssue(world, pick, ({ phase }) => phase === 'triaged') : undefined
    return (
      stuck && {
        data: { issueId: stuck.id, mode: pick.of('cannotFix', 'notOurs'), reason: pick.line() },
        actor: secretary,
      }
    )
  },
  ReopenIssue: (world, pick) => {
    const issue = pick.rarely(4) ? someIssue(world, pick, ({ phase }) => phase === 'closed') : undefined
    return issue && { data: { issueId: issue.id, ground: pick.line() }, actor: chairActor }
  },
}
