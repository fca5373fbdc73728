// For every command of every aggregate: what may be said, by whom, with which facts; lawful or not.
import { actionArbitraries, actionSequences } from '../action/action.arbitraries.js'
import type { deciders } from '../aggregates.js'
import { issueArbitraries, issueSequences } from '../issue/issue.arbitraries.js'
import { meetingArbitraries, meetingSequences } from '../meeting/meeting.arbitraries.js'
import { membershipArbitraries, membershipSequences } from '../membership/membership.arbitraries.js'
import { minutesArbitraries, minutesSequences } from '../minutes/minutes.arbitraries.js'
import type { CommandData } from '../model.js'
import { motionArbitraries, motionSequences } from '../motion/motion.arbitraries.js'
import { pledgeArbitraries, pledgeSequences } from '../pledge/pledge.arbitraries.js'
import { resourceArbitraries, resourceSequences } from '../resource/resource.arbitraries.js'
import { topicArbitraries, topicSequences } from '../topic/topic.arbitraries.js'
import type { CommandArbitraries } from './lawful.js'

export const commandArbitraries: CommandArbitraries<CommandData> = {
  ...membershipArbitraries,
  ...topicArbitraries,
  ...meetingArbitraries,
  ...minutesArbitraries,
  ...motionArbitraries,
  ...issueArbitraries,
  ...resourceArbitraries,
  ...pledgeArbitraries,
  ...actionArbitraries,
}

/** For every aggregate: sequences of commands on one of its streams, for the laws of deciders. */
export const commandSequences = {
  action: actionSequences,
  issue: issueSequences,
  meeting: meetingSequences,
  membership: membershipSequences,
  minutes: minutesSequences,
  motion: motionSequences,
  pledge: pledgeSequences,
  resource: resourceSequences,
  topic: topicSequences,
} satisfies Readonly<Record<keyof typeof deciders, unknown>>
