// The deciders, the questions that facts are made of, and why each aggregate says no: for the engine and for tests.
import type { RejectionTable } from '@lianxi/event-sourcing'
import { action } from './action/action.js'
import { rejections as actionRejections } from './action/rejections.js'
import { issue } from './issue/issue.js'
import { rejections as issueRejections } from './issue/rejections.js'
import { meeting } from './meeting/meeting.js'
import { rejections as meetingRejections } from './meeting/rejections.js'
import { membership } from './membership/membership.js'
import { rejections as membershipRejections } from './membership/rejections.js'
import { minutes } from './minutes/minutes.js'
import { rejections as minutesRejections } from './minutes/rejections.js'
import { motion } from './motion/motion.js'
import { rejections as motionRejections } from './motion/rejections.js'
import { pledge } from './pledge/pledge.js'
import { rejections as pledgeRejections } from './pledge/rejections.js'
import { resource } from './resource/resource.js'
import { rejections as resourceRejections } from './resource/rejections.js'
import { topic } from './topic/topic.js'
import { rejections as topicRejections } from './topic/rejections.js'

export { callAt, inSessionAt, presentUnitsAt } from './meeting/rules.js'
export { belongsAt, isMemberAt, memberUnitsAt, votingUnitsAt } from './membership/rules.js'
export { action, issue, meeting, membership, minutes, motion, pledge, resource, topic }

/** Every aggregate's decider, by its category. */
export const deciders = {
  membership,
  topic,
  meeting,
  minutes,
  motion,
  issue,
  resource,
  pledge,
  action,
}

/** Category → reason → clause and sentence. */
export const rejectionTables: Readonly<Record<keyof typeof deciders, RejectionTable>> = {
  membership: membershipRejections,
  topic: topicRejections,
  meeting: meetingRejections,
  minutes: minutesRejections,
  motion: motionRejections,
  issue: issueRejections,
  resource: resourceRejections,
  pledge: pledgeRejections,
  action: actionRejections,
}
