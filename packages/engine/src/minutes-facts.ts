// What a draft of minutes covers: the meeting, its topics and its motions, each up to its last revision.
import type { minutes } from '@lianxi/alliance/aggregates'
import { streamName, type Revision, type StreamName } from '@lianxi/event-sourcing'
import type { FactsFor } from './aggregate.js'
import type { Streams } from './streams.js'

interface Covered {
  readonly stream: StreamName
  readonly revision: Revision
}

export function draftFacts({ meeting, topic, motion }: Streams): FactsFor<typeof minutes>['DraftMinutes'] {
  return async ({ data, allianceId: partition }) => {
    const named = (category: string, id: string) => streamName({ category, partition, id })
    const held = await meeting.streams.ask({ partition, id: data.meetingId }, ({ phase, topicIds }, revision) => ({
      phase,
      topicIds: [...topicIds],
      covered: { stream: named('meeting', data.meetingId), revision },
    }))
    const covers: Covered[] = [held.covered]
    for (const id of held.topicIds) {
      covers.push(
        await topic.streams.ask({ partition, id }, (_, revision) => ({ stream: named('topic', id), revision })),
      )
    }
    const foreign: string[] = []
    for (const id of new Set(data.motionIds)) {
      await motion.streams.ask({ partition, id }, ({ proposal }, revision) => {
        if (proposal?.meetingId === data.meetingId) covers.push({ stream: named('motion', id), revision })
        else foreign.push(id)
      })
    }
    return { meetingPhase: held.phase, foreign, covers: covers.filter(({ revision }) => revision >= 0) }
  }
}
