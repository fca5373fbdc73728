// The agenda is the meeting's; each topic on it learns so, and each that no longer is. One reaction for both, so that they
// are done in the order in which the agenda was settled.
import { streamId, type Reaction } from '@lianxi/event-sourcing'
import type { MeetingEvents } from '../meeting/events.js'
import type { AnyCommand } from '../model.js'

export const aSettledAgendaSchedulesItsTopics: Reaction<Pick<MeetingEvents, 'AgendaSettled'>, AnyCommand> = {
  name: 'a-settled-agenda-schedules-its-topics',
  on: {
    AgendaSettled: ({ stream, data: { items, dropped = [] } }) => {
      const meetingId = streamId(stream)
      const scheduled = items.flatMap(({ topicId, title }): AnyCommand[] =>
        topicId === undefined ? [] : [{ type: 'ScheduleTopic', data: { topicId, meetingId, title } }],
      )
      return [
        ...scheduled,
        ...dropped.map((topicId): AnyCommand => ({ type: 'DropTopic', data: { topicId, meetingId } })),
      ]
    },
  },
}
