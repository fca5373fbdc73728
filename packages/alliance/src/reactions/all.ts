// The model's reactions, in one list: a new reaction is a file and a line here.
import type { AnyReaction } from '@lianxi/event-sourcing'
import type { AnyCommand } from '../model.js'
import { aPledgeThatEndsFreesItsClaim } from './a-pledge-that-ends-frees-its-claim.js'
import { aSettledAgendaSchedulesItsTopics } from './a-settled-agenda-schedules-its-topics.js'
import { anAcceptedClaimOpensItsPledge } from './an-accepted-claim-opens-its-pledge.js'
import { anAdoptedResolutionOpensItsActions } from './an-adopted-resolution-opens-its-actions.js'
import { anIssueTakenToAMeetingFollowsTheOutcome } from './an-issue-taken-to-a-meeting-follows-the-outcome.js'

export const reactions: readonly AnyReaction<AnyCommand>[] = [
  aSettledAgendaSchedulesItsTopics,
  anAcceptedClaimOpensItsPledge,
  aPledgeThatEndsFreesItsClaim,
  anAdoptedResolutionOpensItsActions,
  anIssueTakenToAMeetingFollowsTheOutcome,
]
