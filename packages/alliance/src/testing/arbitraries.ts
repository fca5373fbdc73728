// For every command of every aggregate: what may be said, by whom, with which facts; lawful or not.
import { actionArbitraries } from '../action/action.arbitraries.js'
import { issueArbitraries } from '../issue/issue.arbitraries.js'
import { meetingArbitraries } from '../meeting/meeting.arbitraries.js'
import { membershipArbitraries } from '../membership/membership.arbitraries.js'
import { minutesArbitraries } from '../minutes/minutes.arbitraries.js'
import type { CommandData } from '../model.js'
import { motionArbitraries } from '../motion/motion.arbitraries.js'
import { pledgeArbitraries } from '../pledge/pledge.arbitraries.js'
import { resourceArbitraries } from '../resource/resource.arbitraries.js'
import { topicArbitraries } from '../topic/topic.arbitraries.js'
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
