// Questions about a topic and who proposes it.
import type { Instant, Output } from '@lianxi/event-sourcing'
import type { UnitId } from '../ids.js'
import type { commands } from './commands.js'

type Proposing = typeof commands.ProposeTopic

/** The unit that a proposal speaks for: none where an office proposes, whichever unit its holder comes from. */
export function proposingUnit(actor: Output<Proposing['by']>): UnitId | undefined {
  switch (actor.role) {
    case 'memberRepresentative':
    case 'liaison':
    case 'communityOffice':
      return actor.unitId
    default:
      return undefined
  }
}

/** Whether the call for topics is still open, its last instant included. */
export function takesTopics({ call, closesAt }: Output<Proposing['needs']>, at: Instant): boolean {
  return call === 'open' && (closesAt === undefined || at <= closesAt)
}
