// The deciders, the questions that facts are made of, and why each aggregate says no: for the engine and for tests.
import { rejections as action } from './action/rejections.js'
import { rejections as issue } from './issue/rejections.js'
import { rejections as meeting } from './meeting/rejections.js'
import { rejections as membership } from './membership/rejections.js'
import { rejections as minutes } from './minutes/rejections.js'
import { rejections as motion } from './motion/rejections.js'
import { rejections as pledge } from './pledge/rejections.js'
import { rejections as resource } from './resource/rejections.js'
import { rejections as topic } from './topic/rejections.js'

export { action } from './action/action.js'
export { issue } from './issue/issue.js'
export { meeting } from './meeting/meeting.js'
export { callAt, inSessionAt, presentUnitsAt } from './meeting/rules.js'
export { membership } from './membership/membership.js'
export { belongsAt, isMemberAt, memberUnitsAt, votingUnitsAt } from './membership/rules.js'
export { minutes } from './minutes/minutes.js'
export { motion } from './motion/motion.js'
export { pledge } from './pledge/pledge.js'
export { resource } from './resource/resource.js'
export { topic } from './topic/topic.js'

/** Category → reason → clause and sentence. */
export const rejectionTables = { action, issue, meeting, membership, minutes, motion, pledge, resource, topic }
