// A problem put before the alliance, from the day it is raised until somebody other than its owner finds it solved.
import type { Decider } from '@lianxi/event-sourcing'
import { commands } from './commands.js'
import { decide } from './decide.js'
import { events } from './events.js'
import { evolve, initialState, type Issue } from './evolve.js'
import type { IssueRejection } from './rejections.js'

export const issue: Decider<Issue, typeof events, typeof commands, IssueRejection> = {
  category: 'issue',
  id: 'issueId',
  events,
  commands,
  initialState,
  evolve,
  decide,
}
