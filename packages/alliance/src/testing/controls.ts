// Example events and facts of every aggregate, under the aggregate's name.
import * as action from '../action/action.controls.js'
import type { deciders } from '../aggregates.js'
import * as issue from '../issue/issue.controls.js'
import * as meeting from '../meeting/meeting.controls.js'
import * as membership from '../membership/membership.controls.js'
import * as minutes from '../minutes/minutes.controls.js'
import * as motion from '../motion/motion.controls.js'
import * as pledge from '../pledge/pledge.controls.js'
import * as resource from '../resource/resource.controls.js'
import * as topic from '../topic/topic.controls.js'

export const controls = {
  action,
  issue,
  meeting,
  membership,
  minutes,
  motion,
  pledge,
  resource,
  topic,
} satisfies Readonly<Record<keyof typeof deciders, object>>
