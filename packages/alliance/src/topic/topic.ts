// A matter on its way to the agenda of a meeting: one stream a topic, so that it outlives the meeting it was proposed for.
import type { Decider } from '@lianxi/event-sourcing'
import { commands } from './commands.js'
import { decide } from './decide.js'
import { events } from './events.js'
import { evolve, initialState, type Topic } from './evolve.js'
import type { TopicRejection } from './rejections.js'

export const topic: Decider<Topic, typeof events, typeof commands, TopicRejection> = {
  category: 'topic',
  events,
  commands,
  id: 'topicId',
  initialState,
  evolve,
  decide,
}
